-- What Typst needs: images with their alternative text (Pandoc's writer drops it), callouts and notes as calls of the template,
-- equations with the text that PDF/UA asks for.
local function quoted(text) return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", " ") .. '"' end

local function image(element)
  local src = element.src
  if not src:match("%.%w+$") then src = src .. ".svg" end
  local alt = element.attributes["fig-alt"] or pandoc.utils.stringify(element.caption)
  local width = element.attributes.width or "100%"
  return pandoc.RawInline("typst", string.format("#image(%s, width: %s, alt: %s)", quoted(src), width, quoted(alt)))
end

-- Typst makes other signs of `...`, `-?` and `-1`; Pandoc does not escape them, and a text is to stay as it was written.
local function literal(str)
  if not (str.text:find("...", 1, true) or str.text:find("%-[?%d]")) then return nil end
  local out = pandoc.Inlines{}
  for words, sign in str.text:gmatch("([^.-]*)([.-]?)") do
    if words ~= "" then out:insert(pandoc.Str(words)) end
    if sign ~= "" then out:insert(pandoc.RawInline("typst", "\\" .. sign)) end
  end
  return out
end

local function call(name, blocks)
  local out = pandoc.Blocks{pandoc.RawBlock("typst", "#" .. name .. "[")}
  out:extend(blocks)
  out:insert(pandoc.RawBlock("typst", "]"))
  return out
end

local function callout(div)
  local kind = div.classes[2]:match("^callout%-(%l+)$")
  local title = div.content:remove(1).content[1]
  local out = pandoc.Blocks{pandoc.RawBlock("typst", '#callout("' .. kind .. '")['), title, pandoc.RawBlock("typst", "][")}
  out:extend(div.content)
  out:insert(pandoc.RawBlock("typst", "]"))
  return out
end

local function styled(div)
  if div.classes[1] == "callout" then return callout(div) end
  for _, name in ipairs({"table-note", "question", "hint", "answer", "last-answer", "answer-grid", "write-line"}) do
    if div.classes:includes(name) then return call(name, div.content) end
  end
end

local function equation(math)
  local text = pandoc.write(pandoc.Pandoc{pandoc.Plain{math}}, "typst"):gsub("%s+$", "")
  local block = tostring(math.mathtype == "DisplayMath")
  return pandoc.RawInline("typst", string.format("#math.equation(block: %s, alt: %s, %s)", block, quoted(math.text), text))
end

-- A table and the note under it stay together by the function `with-note`; Typst does not break what is kept so, hence only short ones.
local SHORT = 14
local function short(element)
  local rows = 0
  for _, body in ipairs(element.bodies) do rows = rows + #body.body end
  return rows <= SHORT
end

local function with_note(blocks)
  local out = pandoc.Blocks{}
  for place, block in ipairs(blocks) do
    local after = blocks[place + 1]
    if block.t == "Table" and short(block) and after and after.t == "Div" and after.classes:includes("table-note") then
      out:extend(call("with-note", pandoc.Blocks{block}))
    else
      out:insert(block)
    end
  end
  return out
end

-- The label of a caption; box, value and writing line of a questionnaire on paper.
local function span_of(span)
  if span.classes:includes("caption-label") then return pandoc.Strong(span.content) end
  for _, name in ipairs({"tick", "answer-value"}) do
    if span.classes:includes(name) then
      local out = pandoc.Inlines{pandoc.RawInline("typst", "#" .. name .. "[")}
      out:extend(span.content)
      out:insert(pandoc.RawInline("typst", "]"))
      return out
    end
  end
  if span.classes:includes("blank") then return pandoc.RawInline("typst", "#blank") end
end

return {{Image = image, Math = equation, Span = span_of}, {Blocks = with_note}, {Div = styled}, {Str = literal}}
