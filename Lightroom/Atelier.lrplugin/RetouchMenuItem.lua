-- The menu item: asks for a sentence and retouches the selected photos.

local LrApplication = import 'LrApplication'
local LrDialogs = import 'LrDialogs'
local LrFunctionContext = import 'LrFunctionContext'
local LrPrefs = import 'LrPrefs'
local LrProgressScope = import 'LrProgressScope'
local LrView = import 'LrView'

local Retouch = require 'Retouch'

local function ask(preferences)
  local view = LrView.osFactory()
  local answer = LrDialogs.presentModalDialog({
    title = 'Atelier',
    actionVerb = 'Retouch',
    contents = view:column({
      bind_to_object = preferences,
      spacing = view:control_spacing(),
      view:static_text({ title = 'What should the photos become?' }),
      view:edit_field({ value = LrView.bind('sentence'), width_in_chars = 50, height_in_lines = 3 }),
      view:static_text({ title = "Address of 'atelier a2l serve'" }),
      view:edit_field({ value = LrView.bind('address'), width_in_chars = 50 }),
    }),
  })
  return answer == 'ok'
end

LrFunctionContext.postAsyncTaskWithContext('Atelier', function(context)
  LrDialogs.attachErrorDialogToFunctionContext(context)
  local catalog = LrApplication.activeCatalog()
  local photos = catalog:getTargetPhotos()
  local preferences = LrPrefs.prefsForPlugin()
  preferences.address = preferences.address or 'http://127.0.0.1:7777'
  preferences.sentence = preferences.sentence or ''
  if #photos == 0 or not ask(preferences) then return end
  if not preferences.sentence:find('%S') then
    LrDialogs.message('Atelier', 'Say what the photos should become.', 'info')
    return
  end
  local progress = LrProgressScope({ title = 'Atelier', functionContext = context })
  progress:setCancelable(true)
  local copies, remarks = Retouch.run(
    catalog, photos, preferences.sentence, preferences.address, progress)
  progress:done()
  if #remarks > 0 then
    LrDialogs.message(
      string.format('Atelier made %d of %d copies', #copies, #photos), table.concat(remarks, '\n'),
      'info')
  end
end)
