-- Conditional content: what does not belong to this language, or to this format, goes; what does stays without its wrapper.
-- The language stands in the metadata `survey-profile`, the format in `survey-format` (empty where the document asks for none).
local profile, format

local function setup(meta)
  profile = pandoc.utils.stringify(meta["survey-profile"] or "")
  format = pandoc.utils.stringify(meta["survey-format"] or "")
  meta["survey-profile"], meta["survey-format"] = nil, nil
  return meta
end

local function holds(attributes)
  local wanted = {["when-profile"] = profile, ["when-format"] = format}
  local unwanted = {["unless-profile"] = profile, ["unless-format"] = format}
  for key, value in pairs(attributes) do
    if wanted[key] and wanted[key] ~= value then return false end
    if unwanted[key] and unwanted[key] == value then return false end
  end
  return true
end

local function decide(element)
  local visible = element.classes:includes("content-visible")
  if not visible and not element.classes:includes("content-hidden") then return nil end
  if holds(element.attributes) == visible then return element.content end
  return {}
end

return {{Meta = setup}, {Div = decide, Span = decide}}
