-- Numbers figures, tables and sections, and turns @fig-x, [-@fig-x] and [see @fig-x] into links.
-- A number in a caption is a span `crossref-number` with the attribute `of`, a number in the text a span in a link `quarto-xref`,
-- so that the DOCX filter can make Word fields of them.
local stringify = pandoc.utils.stringify
local labels, own, numbered = {}, {}, false
local numbers, kinds, headings = {}, {}, {}
local count = {fig = 0, tbl = 0}
local depth = {}
local NBSP = "\u{a0}"

local function setup(meta)
  for key, value in pairs(meta.language or {}) do labels[key] = stringify(value) end
  for key, value in pairs(meta.crossref or {}) do own[key] = stringify(value) end
  for kind in pairs(count) do count[kind] = (tonumber(own[kind .. "-start"]) or 1) - 1 end
  depth[1] = (tonumber(own["sec-start"]) or 1) - 1
  numbered = meta["survey-numbered"] == true
  meta["survey-numbered"] = nil
  return meta
end

local function word(kind, use)
  return own[kind .. "-" .. use] or labels["crossref-" .. kind .. "-" .. use] or labels["crossref-" .. kind .. "-title"]
end

local function label(identifier, kind)
  count[kind] = count[kind] + 1
  numbers[identifier], kinds[identifier] = tostring(count[kind]), kind
  local number = pandoc.Span(numbers[identifier], pandoc.Attr("", {"crossref-number"}, {of = identifier}))
  -- A profile of a chapter says what stands before and after the number: "Сурет 13 –", "13-сурет.".
  local before, after = own[kind .. "-before"] or word(kind, "title") .. NBSP, own[kind .. "-after"] or own["title-delim"] or ":"
  local text = pandoc.Inlines{pandoc.Str(before), number, pandoc.Str(after)}
  return pandoc.Span(text, pandoc.Attr("", {"caption-label"}))
end

local function with_label(caption, identifier, kind)
  local inlines = pandoc.Inlines{label(identifier, kind), pandoc.Space()}
  inlines:extend(pandoc.utils.blocks_to_inlines(caption.long))
  caption.long = pandoc.Blocks{pandoc.Plain(inlines)}
  return caption
end

local function numbers_of(kind)
  return function(element)
    if not element.identifier:match("^" .. kind .. "%-") then return nil end
    element.caption = with_label(element.caption, element.identifier, kind)
    return element
  end
end

local function section(header)
  if not header.identifier:match("^sec%-") and header.classes:includes("unnumbered") then return nil end
  if not header.classes:includes("unnumbered") then
    for level = header.level + 1, 6 do depth[level] = nil end
    depth[header.level] = (depth[header.level] or 0) + 1
  end
  if not header.identifier:match("^sec%-") then return nil end
  kinds[header.identifier] = "sec"
  headings[header.identifier] = header.content
  if numbered and not header.classes:includes("unnumbered") then
    local parts = {}
    for level = 1, header.level do if depth[level] then parts[#parts + 1] = tostring(depth[level]) end end
    numbers[header.identifier] = table.concat(parts, ".")
  end
end

-- A section without a number is referred to by its heading.
local function target(citation)
  local kind, number = kinds[citation.id], numbers[citation.id]
  if not number then return headings[citation.id]:clone() end
  local text = pandoc.Inlines{}
  if #citation.prefix > 0 then
    text:extend(citation.prefix)
    text:insert(pandoc.Str(NBSP))
  elseif citation.mode ~= "SuppressAuthor" then
    text:insert(pandoc.Str(word(kind, "prefix") .. NBSP))
  end
  text:insert(pandoc.Span(number, pandoc.Attr("", {"crossref-number"})))
  return text
end

local function resolve(cite)
  local out, rest = pandoc.Inlines{}, pandoc.List{}
  for _, citation in ipairs(cite.citations) do
    if kinds[citation.id] then
      if #out > 0 then out:extend{pandoc.Str(","), pandoc.Space()} end
      out:insert(pandoc.Link(target(citation), "#" .. citation.id, "", pandoc.Attr("", {"quarto-xref"})))
      out:extend(citation.suffix)
    elseif citation.id:match("^fig%-") or citation.id:match("^tbl%-") or citation.id:match("^sec%-") then
      io.stderr:write("[UNRESOLVED] " .. citation.id .. "\n")
    else
      rest:insert(citation)
    end
  end
  if #rest == #cite.citations then return nil end
  if #rest > 0 then out:extend{pandoc.Space(), pandoc.Cite(cite.content, rest)} end
  return out
end

local function forget(meta)
  meta.language, meta.crossref = nil, nil
  return meta
end

return {
  {Meta = setup},
  {traverse = "topdown", Figure = numbers_of("fig"), Table = numbers_of("tbl"), Header = section},
  {Cite = resolve},
  {Meta = forget},
}
