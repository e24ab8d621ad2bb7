-- Runs the plug-in outside of Lightroom: the calls of the SDK that it uses are stand-ins here.
--
--     lua5.1 plugin.lua PLUGIN_FOLDER PHOTO SENTENCE ADDRESS RAW(true|false)
--
-- Prints what would be applied to the virtual copy, a line a key, and what the plug-in says.

local folder, photoPath, sentence, address, raw = unpack(arg)
package.path = folder .. '/?.lua'

local log = {}
local function note(...) log[#log + 1] = table.concat({ ... }, ' ') end

local hasWriteAccess = false
local selection = {}
local said = {}

local function readAll(path)
  local file = assert(io.open(path, 'rb'))
  local data = file:read('*a')
  file:close()
  return data
end

local function newPhoto(settings)
  local photo = { settings = settings }
  function photo:requestJpegThumbnail(width, height, callback)
    assert(width > 0 and height > 0)
    callback(readAll(photoPath))
    -- Lightroom may call again with a better one.
    callback('late')
    return {}
  end
  function photo:getRawMetadata(key)
    assert(key == 'fileFormat')
    return raw == 'true' and 'RAW' or 'JPG'
  end
  function photo:getFormattedMetadata(key)
    assert(key == 'fileName')
    return 'photo.jpg'
  end
  function photo:getDevelopSettings() return self.settings end
  function photo:applyDevelopSettings(new, name)
    assert(hasWriteAccess, 'settings are applied inside of write access')
    assert(self.isCopy, 'the original is not changed')
    assert(type(name) == 'string')
    local keys = {}
    for key in pairs(new) do keys[#keys + 1] = key end
    table.sort(keys)
    for _, key in ipairs(keys) do print(key, tostring(new[key])) end
  end
  return photo
end

local original = newPhoto({ Exposure2012 = 4.8, Contrast2012 = 10, Temperature = 5000, Tint = 5 })

local catalog = {}
function catalog:getTargetPhotos() return { original } end
function catalog:setSelectedPhotos(first, others) selection = { first, unpack(others) } end
function catalog:createVirtualCopies(name)
  assert(not hasWriteAccess, 'copies are made outside of write access')
  assert(selection[1] == original and type(name) == 'string')
  local copy = newPhoto(original.settings)
  copy.isCopy = true
  note('copy')
  return { copy }
end
function catalog:withWriteAccessDo(name, work)
  hasWriteAccess = true
  work()
  hasWriteAccess = false
end

local view = setmetatable({}, { __index = function() return function() return {} end end })
local preferences = { sentence = sentence, address = address }

local modules = {
  LrApplication = { activeCatalog = function() return catalog end },
  LrDialogs = {
    presentModalDialog = function(dialog)
      assert(dialog.contents)
      return 'ok'
    end,
    attachErrorDialogToFunctionContext = function() end,
    message = function(title, text) said[#said + 1] = title .. ': ' .. text end,
  },
  LrFileUtils = {
    chooseUniqueFileName = function() return os.tmpname() end,
    delete = function(path) os.remove(path) end,
  },
  LrFunctionContext = {
    postAsyncTaskWithContext = function(_, work) work({}) end,
  },
  LrHttp = {
    -- A program stands in for Lightroom's own client.
    postMultipart = function(url, parts, headers, seconds)
      assert(type(headers) == 'table' and type(seconds) == 'number')
      local command = { 'python3', os.getenv('ATELIER_POST'), url }
      for _, part in ipairs(parts) do
        command[#command + 1] = part.filePath and (part.name .. '@' .. part.filePath)
          or (part.name .. '=' .. part.value)
      end
      for index, word in ipairs(command) do command[index] = "'" .. word:gsub("'", "'\\''") .. "'" end
      local pipe = io.popen(table.concat(command, ' '))
      local body = pipe:read('*a')
      pipe:close()
      if body == '' then return nil, {} end
      return body, { status = 200 }
    end,
  },
  LrPathUtils = {
    child = function(a, b) return a .. '/' .. b end,
    getStandardFilePath = function() return '/tmp' end,
  },
  LrPrefs = { prefsForPlugin = function() return preferences end },
  LrProgressScope = function()
    return {
      setCancelable = function() end, isCanceled = function() return false end,
      setPortionComplete = function() end, done = function() note('done') end,
    }
  end,
  LrTasks = { sleep = function() end, pcall = pcall },
  LrView = { osFactory = function() return view end, bind = function(name) return { name } end },
}

function import(name) return assert(modules[name], 'the stand-ins have no ' .. name) end

local info = dofile(folder .. '/Info.lua')
assert(info.LrPluginName == 'Atelier' and info.LrToolkitIdentifier)

-- JSON is read as data.
local Json = require 'Json'
local text = '{"a": [1, -2.5e1, true, false, null, "\\u00e4\\ud83d\\ude00\\n"], "b": {}}'
local value = assert(Json.decode(text))
assert(value.a[1] == 1 and value.a[2] == -25 and value.a[3] == true and value.a[4] == false)
assert(value.a[6] == '\195\164\240\159\152\128\n' and next(value.b) == nil)
for _, bad in ipairs({ '', '{', '[1,]', '{"a" 1}', '"\\x"', '1 2', 'os.exit()', ('['):rep(100) }) do
  local read, reason = Json.decode(bad)
  assert(read == nil and type(reason) == 'string', bad)
end

dofile(folder .. '/' .. info.LrLibraryMenuItems[1].file)
for _, line in ipairs(log) do print('log', line) end
for _, line in ipairs(said) do print('said', (line:gsub('\n', ' '))) end
