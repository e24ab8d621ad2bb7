-- Atelier in Lightroom Classic: a sentence for the selected photos, the result as virtual copies.
return {
  LrSdkVersion = 10.0,
  LrSdkMinimumVersion = 6.0,
  LrToolkitIdentifier = 'atelier.retouch',
  LrPluginName = 'Atelier',
  LrLibraryMenuItems = {
    { title = 'Retouch by a Sentence…', file = 'RetouchMenuItem.lua', enabledWhen = 'photosSelected' },
  },
  LrExportMenuItems = {
    { title = 'Retouch by a Sentence…', file = 'RetouchMenuItem.lua', enabledWhen = 'photosSelected' },
  },
  VERSION = { major = 0, minor = 1, revision = 0 },
}
