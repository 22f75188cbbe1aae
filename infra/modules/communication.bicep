// E-mail and SMS. Data stays in Europe. A phone number or sender name for SMS is ordered by hand: it needs a contract.
@description('Tags.')
param tags object
@description('Name of the Communication Services resource.')
param name string
@description('Name of the e-mail service.')
param emailName string
@description('The domain mail comes from, or empty for a domain of Azure.')
param emailDomain string
@description('Whether that domain has been verified.')
param emailDomainVerified bool
@description('The identity of the functions.')
param principalId string

var useOwnDomain = !empty(emailDomain) && emailDomainVerified

resource email 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: emailName
  location: 'global'
  tags: tags
  properties: { dataLocation: 'Europe' }
}

// For trying out: a sender that many use, so mail from it is often taken for spam.
resource azureDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource ownDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = if (!empty(emailDomain)) {
  parent: email
  name: empty(emailDomain) ? 'none' : emailDomain
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource sender 'Microsoft.Communication/emailServices/domains/senderUsernames@2023-04-01' = if (useOwnDomain) {
  parent: ownDomain
  name: 'post'
  properties: { username: 'post' }
}

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: 'Europe'
    linkedDomains: [useOwnDomain ? ownDomain.id : azureDomain.id]
  }
}

// Communication and Email Service Owner: the only built-in role that may send. This resource has nothing else in it.
var serviceOwner = '09976791-48a7-449e-bb21-39d1a415f350'

resource send 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communication.id, principalId, serviceOwner)
  scope: communication
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceOwner)
  }
}

output endpoint string = 'https://${communication.properties.hostName}'
output emailSender string = useOwnDomain ? 'post@${emailDomain}' : 'DoNotReply@${azureDomain.properties.fromSenderDomain}'
// The DNS records that verify the domain (ownership, SPF, DKIM): public by nature.
output dnsRecords string = empty(emailDomain) ? '' : string(ownDomain!.properties.verificationRecords)
