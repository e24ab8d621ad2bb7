-- Reads JSON as data. A text that is no JSON gives nil and what was found where.

local Json = {}

local escapes = {
  ['"'] = '"', ['\\'] = '\\', ['/'] = '/', b = '\b', f = '\f', n = '\n', r = '\r', t = '\t',
}

-- The bytes of a code point in UTF-8.
local function utf8(code)
  if code < 0x80 then return string.char(code) end
  if code < 0x800 then
    return string.char(0xC0 + math.floor(code / 0x40), 0x80 + code % 0x40)
  end
  if code < 0x10000 then
    return string.char(
      0xE0 + math.floor(code / 0x1000), 0x80 + math.floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
  end
  return string.char(
    0xF0 + math.floor(code / 0x40000), 0x80 + math.floor(code / 0x1000) % 0x40,
    0x80 + math.floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
end

local function fail(place, what) error({ place = place, what = what }, 0) end

local function blank(text, place) return text:find('[^ \t\r\n]', place) or #text + 1 end

local readValue

local function readString(text, place)
  local parts = {}
  local start = place + 1
  while true do
    local mark = text:find('["\\]', start)
    if not mark then fail(place, 'a text without end') end
    parts[#parts + 1] = text:sub(start, mark - 1)
    if text:sub(mark, mark) == '"' then return table.concat(parts), mark + 1 end
    local letter = text:sub(mark + 1, mark + 1)
    if letter == 'u' then
      local hex = text:match('^%x%x%x%x', mark + 2)
      if not hex then fail(mark, 'a broken escape') end
      local code = tonumber(hex, 16)
      start = mark + 6
      if code >= 0xD800 and code < 0xDC00 then
        local low = text:match('^\\u(%x%x%x%x)', start)
        if not low then fail(mark, 'half a character') end
        code = 0x10000 + (code - 0xD800) * 0x400 + (tonumber(low, 16) - 0xDC00)
        start = start + 6
      end
      parts[#parts + 1] = utf8(code)
    else
      if not escapes[letter] then fail(mark, 'a broken escape') end
      parts[#parts + 1] = escapes[letter]
      start = mark + 2
    end
  end
end

local function readItems(text, place, depth, close, readItem)
  local first = true
  while true do
    place = blank(text, place)
    local letter = text:sub(place, place)
    if letter == close and first then return place + 1 end
    if not first then
      if letter == close then return place + 1 end
      if letter ~= ',' then fail(place, "',' or '" .. close .. "' is wanted") end
      place = blank(text, place + 1)
    end
    first = false
    place = readItem(place, depth)
  end
end

function readValue(text, place, depth)
  if depth > 64 then fail(place, 'more than 64 levels') end
  place = blank(text, place)
  local letter = text:sub(place, place)
  if letter == '{' then
    local result = {}
    local ending = readItems(text, place + 1, depth, '}', function(at)
      if text:sub(at, at) ~= '"' then fail(at, 'a name is wanted') end
      local key, value
      key, at = readString(text, at)
      at = blank(text, at)
      if text:sub(at, at) ~= ':' then fail(at, "':' is wanted") end
      value, at = readValue(text, at + 1, depth + 1)
      result[key] = value
      return at
    end)
    return result, ending
  elseif letter == '[' then
    local result = {}
    local count = 0
    local ending = readItems(text, place + 1, depth, ']', function(at)
      local value
      value, at = readValue(text, at, depth + 1)
      count = count + 1
      result[count] = value
      return at
    end)
    return result, ending
  elseif letter == '"' then
    return readString(text, place)
  end
  for word, value in pairs({ ['true'] = true, ['false'] = false }) do
    if text:sub(place, place + #word - 1) == word then return value, place + #word end
  end
  if text:sub(place, place + 3) == 'null' then return nil, place + 4 end
  local number = text:match('^-?%d+%.?%d*[eE]?[+-]?%d*', place)
  if number and tonumber(number) then return tonumber(number), place + #number end
  fail(place, 'a value is wanted')
end

function Json.decode(text)
  local ok, value, ending = pcall(readValue, text, 1, 0)
  if not ok then
    if type(value) == 'table' then return nil, value.what .. ' at ' .. value.place end
    return nil, tostring(value)
  end
  if blank(text, ending) <= #text then return nil, 'more than one value' end
  return value
end

return Json
