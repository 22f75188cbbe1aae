// Two accounts. The first holds everything of Zegel: tables, queues and sealed content; deleted is deleted, so it has no
// soft delete and no versions. The second is the host's: packages of the functions, and the leases of timers.
@description('Region.')
param location string
@description('Tags.')
param tags object
@description('Name of the account with tables, queues and content.')
param contentName string
@description('Name of the account of the functions host.')
param hostName string
@description('The identity of the functions.')
param principalId string
@description('The origins of the site; pages there fetch sealed content.')
param siteOrigins array
@description('Where the platform logs of who read and wrote go.')
param workspaceId string
@description('Name of the container with the checkpoints of the audit trail.')
param auditContainer string
@description('Whether its policy is locked: then nobody can change it, and it is left alone here.')
param auditLocked bool

var common = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  allowSharedKeyAccess: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  publicNetworkAccess: 'Enabled'
  supportsHttpsTrafficOnly: true
  encryption: {
    keySource: 'Microsoft.Storage'
    requireInfrastructureEncryption: true
    services: {
      blob: { enabled: true }
      file: { enabled: true }
      queue: { enabled: true, keyType: 'Account' }
      table: { enabled: true, keyType: 'Account' }
    }
  }
}

resource content 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: contentName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: common

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: false
      changeFeed: { enabled: false }
      deleteRetentionPolicy: { enabled: false }
      containerDeleteRetentionPolicy: { enabled: false }
      cors: {
        corsRules: [
          {
            allowedOrigins: siteOrigins
            allowedMethods: ['PUT', 'GET', 'HEAD', 'OPTIONS']
            allowedHeaders: ['x-ms-*', 'content-type', 'if-none-match', 'if-match', 'range']
            exposedHeaders: ['etag', 'x-ms-*', 'content-length', 'content-range']
            maxAgeInSeconds: 3600
          }
        ]
      }
    }

    resource sealed 'containers' = {
      name: 'sealed'
      properties: { publicAccess: 'None' }
    }
  }

  resource queues 'queueServices' = {
    name: 'default'

    // The functions make the others; into this one Event Grid puts what became of mails and SMS.
    resource reports 'queues' = {
      name: 'delivery-reports'
    }
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: hostName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: common

  resource blobs 'blobServices' = {
    name: 'default'
    properties: { deleteRetentionPolicy: { enabled: true, days: 7 } }

    resource packages 'containers' = {
      name: 'packages'
      properties: { publicAccess: 'None' }
    }

    resource checkpoints 'containers' = {
      name: auditContainer
      properties: { publicAccess: 'None' }
    }
  }
}

// What was signed stays: lines are added to append blobs, nothing is changed or deleted. Six years, since some rules ask for
// five from the last line on. Unlocked: whoever may manage the container can still take the policy away; see docs/operations.md.
resource keepCheckpoints 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2023-05-01' = if (!auditLocked) {
  parent: host::blobs::checkpoints
  name: 'default'
  properties: {
    allowProtectedAppendWrites: true
    immutabilityPeriodSinceCreationInDays: 2192
  }
}

var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var blobDelegator = 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

// Reads, writes, copies and deletes sealed content, in that one container.
resource useContent 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(content::blobs::sealed.id, principalId, blobDataContributor)
  scope: content::blobs::sealed
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

// Makes the keys that sign tickets; exists for a whole account only. A ticket gives no more than the role above.
resource signTickets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(content.id, principalId, blobDelegator)
  scope: content
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDelegator)
  }
}

// Makes its queues, and the host those of given-up messages, so the whole account.
resource useQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(content.id, principalId, queueDataContributor)
  scope: content
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueDataContributor)
  }
}

resource useTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(content.id, principalId, tableDataContributor)
  scope: content
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

// The leases of timers need Owner; there is nothing but the host's own in this account.
resource useHost 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(host.id, principalId, blobDataOwner)
  scope: host
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataOwner)
  }
}

// Who deleted content, and who read and wrote tables (wrapped keys and the audit trail too): in a system that the functions
// cannot change.
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: content::blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
  }
}

// Who tried to delete checkpoints.
resource checkpointLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: host::blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
  }
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: content::tables
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageRead', enabled: true }
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

output blobEndpoint string = content.properties.primaryEndpoints.blob
output queueEndpoint string = content.properties.primaryEndpoints.queue
output tableEndpoint string = content.properties.primaryEndpoints.table
output contentName string = content.name
output reportQueue string = content::queues::reports.name
output hostName string = host.name
output auditContainer string = '${host.properties.primaryEndpoints.blob}${auditContainer}'
output deploymentContainer string = '${host.properties.primaryEndpoints.blob}packages'
