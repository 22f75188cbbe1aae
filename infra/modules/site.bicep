// The static site. Standard: the plan that links functions.
@description('Region of the site.')
param location string
@description('Tags; azd finds the site by one of them.')
param tags object
@description('Name of the site.')
param name string
@description('Custom host name, or empty.')
param customDomain string

resource site 'Microsoft.Web/staticSites@2023-12-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
    publicNetworkAccess: 'Enabled'
  }
}

resource domain 'Microsoft.Web/staticSites/customDomains@2023-12-01' = if (!empty(customDomain)) {
  parent: site
  name: empty(customDomain) ? 'none' : customDomain
  properties: { validationMethod: 'cname-delegation' }
}

var platformOrigin = 'https://${site.properties.defaultHostname}'

output name string = site.name
output defaultOrigin string = platformOrigin
output origins array = empty(customDomain) ? [platformOrigin] : [platformOrigin, 'https://${customDomain}']
