-- Retouches photos by a sentence, each as a virtual copy.

local LrTasks = import 'LrTasks'

local Client = require 'Client'
local Settings = require 'Settings'

local Retouch = {}

local rawFormats = { RAW = true, DNG = true }

local function retouch(catalog, photo, sentence, address)
  local answer, reason = Client.plan(photo, sentence, address)
  if not answer then return nil, reason end
  if answer.outcome == 'declined' or answer.outcome == 'unchanged' then
    return nil, (answer.notes and answer.notes[1]) or 'nothing to do'
  end
  local isRaw = rawFormats[photo:getRawMetadata('fileFormat')] or false
  local settings, remark = Settings.merged(answer.settings, photo:getDevelopSettings(), isRaw)
  -- Copies are made of the selection, and outside of write access.
  catalog:setSelectedPhotos(photo, {})
  local copies = catalog:createVirtualCopies('Atelier')
  local copy = copies and copies[1]
  if not copy then return nil, 'Lightroom made no virtual copy' end
  catalog:withWriteAccessDo('Atelier: ' .. sentence, function()
    copy:applyDevelopSettings(settings, 'Atelier: ' .. sentence)
  end, { timeout = 30 })
  return copy, remark
end

-- Retouches each photo; one that fails leaves the others alone.
--
-- Returns the copies, and what went wrong or should be known, a line a photo.
function Retouch.run(catalog, photos, sentence, address, progress)
  local copies, remarks = {}, {}
  for index, photo in ipairs(photos) do
    if progress and progress:isCanceled() then break end
    local ok, copy, remark = LrTasks.pcall(retouch, catalog, photo, sentence, address)
    if not ok then copy, remark = nil, tostring(copy) end
    if copy then copies[#copies + 1] = copy end
    if remark then
      remarks[#remarks + 1] = photo:getFormattedMetadata('fileName') .. ': ' .. remark
    end
    if progress then progress:setPortionComplete(index, #photos) end
  end
  if copies[1] then catalog:setSelectedPhotos(copies[1], copies) end
  return copies, remarks
end

return Retouch
