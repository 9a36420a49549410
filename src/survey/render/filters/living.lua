-- Living numbers of a chapter: around a number, a figure and a table the content control that holds its address.
-- [54,2%]{.living title="wave/item" tag="sq:code/statistic/format#digest"}; a division around a table; on an image living-title and
-- living-tag. Other formats than Word get the words alone.
local word = FORMAT:match("docx") ~= nil
local identifier = 700000000

local function escaped(text)
  return (text:gsub("[&<>\"]", {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;"}))
end

local function opened(title, tag, kind)
  identifier = identifier + 1
  return string.format('<w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="%s"/><w:id w:val="%d"/>%s</w:sdtPr><w:sdtContent>',
    escaped(title), escaped(tag), identifier, kind)
end

local CLOSED = "</w:sdtContent></w:sdt>"

-- One run, so that a control holds its number in one piece.
local function number(span)
  if not span.classes:includes("living") then return nil end
  if not word then return span.content end
  local text = pandoc.Str(pandoc.utils.stringify(span.content))
  local open = opened(span.attributes.title, span.attributes.tag, "<w:text/>")
  return {pandoc.RawInline("openxml", open), text, pandoc.RawInline("openxml", CLOSED)}
end

-- Pandoc draws a figure as a figure only where its picture stands alone, so the address travels in the title of the picture until
-- the file is finished (survey.chapter.document).
local function picture(image)
  local title, tag = image.attributes["living-title"], image.attributes["living-tag"]
  if not title then return nil end
  image.attributes["living-title"], image.attributes["living-tag"] = nil, nil
  if word then image.title = "living " .. title .. " " .. tag end
  return image
end

-- The caption before and the note behind the table leave the control when the file is finished (survey.chapter.document).
local function table_or_slot(div)
  if div.classes:includes("slot") then div.attributes["custom-style"] = "Slot" end
  if not div.classes:includes("living") then return div end
  if not word then return div.content end
  local blocks = pandoc.Blocks{pandoc.RawBlock("openxml", opened(div.attributes.title, div.attributes.tag, ""))}
  blocks:extend(div.content)
  blocks:insert(pandoc.RawBlock("openxml", CLOSED))
  return blocks
end

return {{Span = number, Image = picture, Div = table_or_slot}}
