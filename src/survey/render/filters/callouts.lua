-- `::: {.callout-note}` becomes a div `callout` whose first block is a div `callout-title`; the word comes from the language file.
local labels = {}

local function setup(meta)
  for key, value in pairs(meta.language or {}) do labels[key] = pandoc.utils.stringify(value) end
end

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%l+)$")
    if kind and kind ~= "title" then return kind end
  end
end

local function title_of(div, kind)
  if div.attributes.title then return pandoc.Inlines(div.attributes.title) end
  if div.content[1] and div.content[1].t == "Header" then return div.content:remove(1).content end
  return pandoc.Inlines(labels["callout-" .. kind .. "-title"])
end

local function callout(div)
  local kind = kind_of(div)
  if not kind then return nil end
  local title = pandoc.Div(pandoc.Plain(title_of(div, kind)), pandoc.Attr("", {"callout-title"}))
  local blocks = pandoc.Blocks{title}
  blocks:extend(div.content)
  return pandoc.Div(blocks, pandoc.Attr(div.identifier, {"callout", "callout-" .. kind}, {role = "note"}))
end

return {{Meta = setup}, {Div = callout}}
