-- Asks Atelier for the settings of a photo by a sentence.

local LrFileUtils = import 'LrFileUtils'
local LrHttp = import 'LrHttp'
local LrPathUtils = import 'LrPathUtils'
local LrTasks = import 'LrTasks'

local Json = require 'Json'

local Client = {}

-- The longest side of the picture that is sent; settings need no more.
Client.longEdge = 1600
Client.seconds = 60

-- The photo as Lightroom shows it, as a JPEG file; nil and the reason where it gives none.
local function preview(photo)
  local data, reason
  local isDone = false
  -- Lightroom forgets a request that nobody holds.
  local request = photo:requestJpegThumbnail(Client.longEdge, Client.longEdge, function(jpeg, message)
    if isDone then return end
    data, reason, isDone = jpeg, message, true
  end)
  local waited = 0
  while not isDone and waited < Client.seconds do
    LrTasks.sleep(0.1)
    waited = waited + 0.1
  end
  request = nil
  if not data then return nil, reason or 'Lightroom gave no preview' end
  local path = LrFileUtils.chooseUniqueFileName(
    LrPathUtils.child(LrPathUtils.getStandardFilePath('temp'), 'atelier.jpg'))
  local file, message = io.open(path, 'wb')
  if not file then return nil, message end
  file:write(data)
  file:close()
  return path
end

-- The answer of the server at `address`: settings, notes, outcome; nil and the reason where it fails.
function Client.plan(photo, sentence, address)
  local path, reason = preview(photo)
  if not path then return nil, reason end
  local body, headers = LrHttp.postMultipart(address, {
    { name = 'instruction', value = sentence },
    { name = 'photo_file', fileName = 'photo.jpg', filePath = path, contentType = 'image/jpeg' },
  }, {}, Client.seconds)
  LrFileUtils.delete(path)
  if not body then
    return nil, 'Atelier does not answer at ' .. address .. "; start it with 'atelier a2l serve'"
  end
  local answer, message = Json.decode(body)
  if type(answer) ~= 'table' then return nil, 'the answer cannot be read: ' .. tostring(message) end
  if answer.status ~= 'success' then
    local status = headers and headers.status or '?'
    return nil, tostring(answer.message or ('status ' .. status))
  end
  if type(answer.settings) ~= 'table' then return nil, 'the answer has no settings' end
  return answer
end

return Client
