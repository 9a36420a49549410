-- What Word needs: live SEQ and REF fields for numbers, alternative texts, tables as wide as the text, styles for callouts and notes.
local function field(instruction, text, properties)
  local function run(inner) return "<w:r>" .. (properties or "") .. inner .. "</w:r>" end
  return pandoc.RawInline("openxml", run('<w:fldChar w:fldCharType="begin"/>') .. run('<w:instrText xml:space="preserve"> ' .. instruction .. " </w:instrText>")
    .. run('<w:fldChar w:fldCharType="separate"/>') .. run("<w:t>" .. text .. "</w:t>") .. run('<w:fldChar w:fldCharType="end"/>'))
end

-- Word allows letters, digits and underscores, 40 of them; an underscore first hides the bookmark from the list.
local function bookmark(identifier) return "_Ref_" .. pandoc.utils.sha1(identifier):sub(1, 30) end

local identifier_of_bookmark = 900000
local function caption_number(span)
  local of = span.attributes.of
  if not span.classes:includes("crossref-number") or not of then return nil end
  identifier_of_bookmark = identifier_of_bookmark + 1
  local sequence = of:match("^fig%-") and "Figure" or "Table"
  return {
    pandoc.RawInline("openxml", string.format('<w:bookmarkStart w:id="%d" w:name="%s"/>', identifier_of_bookmark, bookmark(of))),
    field("SEQ " .. sequence .. " \\* ARABIC", pandoc.utils.stringify(span), "<w:rPr><w:b/><w:bCs/></w:rPr>"),
    pandoc.RawInline("openxml", string.format('<w:bookmarkEnd w:id="%d"/>', identifier_of_bookmark)),
  }
end

local function reference(link)
  if not link.classes:includes("quarto-xref") or link.target:match("^#sec%-") then return nil end
  local to = bookmark(link.target:sub(2))
  link.content = link.content:walk{Span = function(span)
    if span.classes:includes("crossref-number") then return field("REF " .. to .. " \\h", pandoc.utils.stringify(span)) end
  end}
  return link
end

local function image(element)
  if element.src:match("%.svg$") then element.src = element.src:sub(1, -5) end
  if not element.src:match("%.%w+$") then element.src = element.src .. ".png" end
  local alt = element.attributes["fig-alt"]
  element.attributes["fig-alt"] = nil
  element.attributes.width = element.attributes.width or "100%"
  if alt then element.caption = pandoc.Inlines(pandoc.Str(alt)) end
  return element
end

local STYLES = {
  ["callout-title"] = "Callout Title", callout = "Callout", ["table-note"] = "Table Note",
  question = "Question", hint = "Hint", answer = "Answer", ["last-answer"] = "Last Answer", ["write-line"] = "Write Line",
}
local function styled(div)
  for class, style in pairs(STYLES) do
    if div.classes:includes(class) then div.attributes["custom-style"] = style end
  end
  return div
end

-- In an answer on paper the tabs of its style stand after box and value; a line to write on is a tab with a leader.
local TAB = pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>")
local function label(span)
  if span.classes:includes("caption-label") then return pandoc.Strong(span.content) end
  if span.classes:includes("blank") then return TAB end
  if span.classes:includes("tick") or span.classes:includes("answer-value") then return span.content .. {TAB} end
end

return {{Span = caption_number, Link = reference, Image = image, Div = styled}, {Span = label}}
