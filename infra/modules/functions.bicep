// The functions app, on Flex Consumption or on an App Service plan (Premium v3). Elastic Premium is no choice: it keeps its
// files in a share that is opened with a key. Settings hold addresses and names, never a secret.
@description('Region.')
param location string
@description('Tags; azd finds the app by one of them.')
param tags object
@description('Name of the app.')
param name string
@description('Name of the plan.')
param planName string
@description('flex or premium.')
param plan string
@description('Resource id of the identity.')
param identityId string
@description('Client id of the identity.')
param identityClientId string
@description('Name of the host storage account.')
param hostStorageName string
@description('Address of the container with packages.')
param deploymentContainer string
@description('The settings that the code reads.')
param settings object

var isFlex = plan == 'flex'

var everywhere = {
  minTlsVersion: '1.2'
  scmMinTlsVersion: '1.2'
  http20Enabled: true
}

// Flex Consumption has none of these, and refuses an app that names them, also when they are null.
var onPlan = {
  alwaysOn: true
  ftpsState: 'Disabled'
  linuxFxVersion: 'DOTNET-ISOLATED|10.0'
  remoteDebuggingEnabled: false
}

resource servers 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: planName
  location: location
  tags: tags
  kind: isFlex ? 'functionapp' : 'linux'
  sku: isFlex ? { tier: 'FlexConsumption', name: 'FC1' } : { tier: 'PremiumV3', name: 'P0v3', capacity: 1 }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: servers.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    clientAffinityEnabled: false
    siteConfig: union(everywhere, isFlex ? {} : onPlan)
    functionAppConfig: isFlex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: deploymentContainer
              authentication: {
                type: 'UserAssignedIdentity'
                userAssignedIdentityResourceId: identityId
              }
            }
          }
          runtime: { name: 'dotnet-isolated', version: '10.0' }
          scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 40 }
        }
      : null
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, {
      AZURE_CLIENT_ID: identityClientId
      AzureWebJobsDisableHomepage: 'true'
      AzureWebJobsStorage__accountName: hostStorageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
    }, isFlex ? {} : {
      FUNCTIONS_EXTENSION_VERSION: '~4'
      FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
      WEBSITE_RUN_FROM_PACKAGE: '1'
    })
  }

  // Publishing by name and password is off, for both doors; Flex Consumption has no FTP.
  resource ftp 'basicPublishingCredentialsPolicies' = if (!isFlex) {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output id string = app.id
output name string = app.name
