-- A table whose columns were given no widths takes the full measure, shared by the longest cell of each column.
local LEAST, MOST = 6, 40

local function longest(cells, place, function_of)
  local most = 0
  for _, row in ipairs(cells) do
    local cell = row.cells[place]
    if cell then most = math.max(most, function_of(pandoc.utils.stringify(cell.contents))) end
  end
  return most
end

local function whole(text) return utf8.len(text) or #text end
local function longest_word(text)
  local most = 0
  for part in text:gmatch("%S+") do most = math.max(most, whole(part)) end
  return most
end

local function widths(element)
  for _, spec in ipairs(element.colspecs) do
    if type(spec[2]) == "number" and spec[2] > 0 then return nil end
  end
  local shares, sum = {}, 0
  for place in ipairs(element.colspecs) do
    local share = longest(element.head.rows, place, longest_word)
    for _, body in ipairs(element.bodies) do share = math.max(share, longest(body.body, place, whole)) end
    shares[place] = math.min(math.max(share, LEAST), MOST)
    sum = sum + shares[place]
  end
  for place, spec in ipairs(element.colspecs) do element.colspecs[place] = {spec[1], shares[place] / sum} end
  return element
end

return {{Table = widths}}
