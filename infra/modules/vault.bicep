// Three keys that never leave the vault: one wraps the seal keys of conversations, one the root secret and the seal keys of
// mailboxes, one signs checkpoints of the audit trail. None can do what another does.
@description('Region.')
param location string
@description('Tags.')
param tags object
@description('Name of the vault.')
param name string
@description('The identity of the functions.')
param principalId string
@description('Where the log of every use of a key goes.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Enabled'
  }
}

// A new version every year. What the old ones wrapped is wrapped anew by the functions; then they can be disabled.
var everyYear = {
  lifetimeActions: [
    {
      trigger: { timeAfterCreate: 'P1Y' }
      action: { type: 'rotate' }
    }
  ]
}

resource sealing 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'sealing'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey']
    rotationPolicy: everyYear
  }
}

// Apart, so that whoever is given the use of the key that opens conversations has nothing of the rest.
resource master 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'master'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey']
    rotationPolicy: everyYear
  }
}

resource audit 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'audit'
  properties: {
    kty: 'EC'
    curveName: 'P-256'
    keyOps: ['sign', 'verify']
  }
}

// Reads the public half, wraps and unwraps: nothing else.
var cryptoServiceEncryptionUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
var group = resourceGroup().id

// Reads the public half and signs: the roles that there are also change, back up and encrypt. Checkpoints are verified without
// the vault.
resource signer 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(vault.id, 'signer')
  properties: {
    roleName: 'Zegel audit signer (${name})'
    description: 'Reads the public half of a key and signs with it.'
    type: 'CustomRole'
    assignableScopes: [group]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/sign/action']
        notDataActions: []
      }
    ]
  }
}

resource useSealing 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(sealing.id, principalId, cryptoServiceEncryptionUser)
  scope: sealing
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoServiceEncryptionUser)
  }
}

resource useMaster 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(master.id, principalId, cryptoServiceEncryptionUser)
  scope: master
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoServiceEncryptionUser)
  }
}

resource useAudit 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(audit.id, principalId, signer.id)
  scope: audit
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: signer.id
  }
}

// Every use of a key, and every look at one, with who did it.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output name string = vault.name
// Without a version: the newest is asked for.
output sealingKeyId string = sealing.properties.keyUri
output masterKeyId string = master.properties.keyUri
output auditKeyId string = audit.properties.keyUri
