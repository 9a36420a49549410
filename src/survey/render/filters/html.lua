-- What a browser needs: alternative texts, wide tables and figures that scroll inside the page, no widths in percent.
local function figure(element)
  local alt = element.attributes["fig-alt"]
  element.attributes["fig-alt"] = nil
  return element:walk{Image = function(image)
    alt = image.attributes["fig-alt"] or alt
    image.attributes["fig-alt"] = nil
    if alt then image.caption = pandoc.Inlines(pandoc.Str(alt)) end
    return image
  end}
end

local function image(element)
  if not element.src:match("%.%w+$") then element.src = element.src .. ".svg" end
  local alt = element.attributes["fig-alt"]
  element.attributes["fig-alt"] = nil
  if alt then element.caption = pandoc.Inlines(pandoc.Str(alt)) end
  return element
end

-- A first column of words, not of numbers of questions: on a phone it keeps room for more than one word.
local WORDS = 16
local function of_words(element)
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      local text = row.cells[1] and pandoc.utils.stringify(row.cells[1].contents) or ""
      if (utf8.len(text) or #text) > WORDS then return true end
    end
  end
  return false
end

-- The caption stands above the box that scrolls, so that it can be read whole; the box can be reached by the keyboard and is named
-- by the caption.
local function wide(element)
  if of_words(element) then element.classes:insert("first-of-words") end
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  if #caption == 0 then return pandoc.Div(element, pandoc.Attr("", {"table-box"}, {tabindex = "0"})), false end
  local identifier = element.identifier
  local name = identifier ~= "" and identifier .. "-caption" or ""
  local named = name ~= "" and {"aria-labelledby", name} or {"aria-label", pandoc.utils.stringify(caption)}
  -- A list of pairs, because a table of names has no order and the page would be another one every time.
  local box = pandoc.Attr("", {"table-box"}, {{"role", "region"}, {"tabindex", "0"}, named})
  element.identifier, element.caption = "", {long = {}}
  local head = pandoc.Div(pandoc.Plain(caption), pandoc.Attr(name, {"table-caption"}))
  return pandoc.Div({head, pandoc.Div(element, box)}, pandoc.Attr(identifier, {"table-figure"})), false
end

return {{Figure = figure}, {Image = image}, {traverse = "topdown", Table = wide}}
