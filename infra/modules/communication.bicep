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
@description('Name of the system topic that tells what became of mails and SMS.')
param topicName string
@description('Name of the account with the queue of delivery reports.')
param storageName string
@description('Name of that queue.')
param reportQueue string

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

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName

  resource queues 'queueServices' existing = {
    name: 'default'

    resource reports 'queues' existing = {
      name: reportQueue
    }
  }
}

// Events of Communication Services have no region of their own. A report holds the address or number it is about; what
// cannot be delivered is gone after a day.
resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: topicName
  location: 'global'
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    source: communication.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

// Storage Queue Data Message Sender: adds messages to that one queue, and nothing else.
var queueMessageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'

resource putReports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage::queues::reports.id, topic.id, queueMessageSender)
  scope: storage::queues::reports
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueMessageSender)
  }
}

resource reports 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = {
  parent: topic
  name: 'delivery-reports'
  dependsOn: [putReports]
  properties: {
    deliveryWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      destination: {
        endpointType: 'StorageQueue'
        properties: {
          resourceId: storage.id
          queueName: reportQueue
          queueMessageTimeToLiveInSeconds: -1
        }
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: [
        'Microsoft.Communication.EmailDeliveryReportReceived'
        'Microsoft.Communication.SMSDeliveryReportReceived'
      ]
    }
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
  }
}

output topicId string = topic.id
output endpoint string = 'https://${communication.properties.hostName}'
output emailSender string = useOwnDomain ? 'post@${emailDomain}' : 'DoNotReply@${azureDomain.properties.fromSenderDomain}'
// The DNS records that verify the domain (ownership, SPF, DKIM): public by nature.
output dnsRecords string = empty(emailDomain) ? '' : string(ownDomain!.properties.verificationRecords)
