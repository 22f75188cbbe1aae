// Puts the functions behind the site's /api. Linking lets only the site call them.
@description('Name of the site.')
param siteName string
@description('Resource id of the functions app.')
param functionsId string
@description('Region of the functions app.')
param functionsLocation string

resource site 'Microsoft.Web/staticSites@2023-12-01' existing = {
  name: siteName
}

resource link 'Microsoft.Web/staticSites/linkedBackends@2023-12-01' = {
  parent: site
  name: 'functions'
  properties: {
    backendResourceId: functionsId
    region: functionsLocation
  }
}
