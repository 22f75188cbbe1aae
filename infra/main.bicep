// Zegel in one resource group. Everything by identity: no output, setting or parameter of this file holds a secret.
targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('The name of the azd environment; in the name of every resource.')
param environmentName string

@description('The region of everything that holds data. Pinned: changing it later means moving.')
@allowed(['westeurope', 'northeurope', 'germanywestcentral', 'swedencentral', 'francecentral'])
param location string = 'westeurope'

@description('The region of the static site, which exists in a few only. The site holds no data.')
param siteLocation string = 'westeurope'

@description('How the functions are hosted: flex (Flex Consumption) or premium (App Service Premium v3, always on).')
@allowed(['flex', 'premium'])
param plan string = 'flex'

@description('Who is invited as the first account, with the role service desk.')
@minLength(6)
param firstAccountEmail string

@description('Who is invited as the second account of the service desk; empty: nobody.')
param secondAccountEmail string = ''

@description('The name of the first mailbox.')
param firstMailbox string = 'Info'

@description('The name of the first starter, as it stands in links.')
param firstStarter string = 'info'

@description('The organisation as it is made at the first start. brandColour is #rrggbb, logo a data URI or empty.')
param organisation {
  name: string
  language: string
  brandColour: string
  logo: string
  helpPhone: string
  helpEmail: string
  postalAddress: string
  privacyAddress: string
}

@description('The weakest check that staff can give a recipient.')
@allowed(['none', 'password', 'sms', 'account'])
param lowestCheck string = 'none'

@description('The custom host name of the site, such as post.example.nl. Empty: only the address of the platform.')
param customDomain string = ''

@description('The domain mail comes from, such as mail.example.nl. Empty: a domain of Azure, for trying out.')
param emailDomain string = ''

@description('Whether the DNS records of emailDomain stand: from then on mail comes from it.')
param emailDomainVerified bool = false

@description('The number or name SMS comes from. Empty: no SMS; people then get codes by mail or an authenticator app.')
param smsSender string = ''

@description('How many SMS messages may leave in a day: a hard stop on costs.')
@minValue(1)
param smsMessagesPerDay int = 500

@description('The countries to whose numbers SMS is sent: codes of ISO 3166-1 with spaces between. EEA: the thirty countries of the European Economic Area.')
param smsCountries string = 'EEA'

@description('How many mails Communication Services takes from you in an hour: near it notices wait for codes and invitations. 0: no limit.')
@minValue(0)
param mailsPerHour int = 100

@description('Who gets alerts. Empty: the first account.')
param alertEmail string = ''

@description('Which entry of X-Forwarded-For, from the right, is the address of the caller.')
@minValue(1)
@maxValue(9)
param proxyHops int = 1

@description('How much one network address, one session, or one starter, may ask for. Numbers, as text.')
param limits {
  requestsPerMinute: string
  requestsPerSessionPerMinute: string
  startsPerAddressPerHour: string
  startsPerStarterPerHour: string
  addressesPerNetwork: string
  wrongCodesPerAddressPerHour: string
  logInsPerNetworkPerHour: string
  smsPerAddressPerDay: string
}

@description('After how many days messages of staff expire unless they choose another day, and after how many somebody who did not read one is told once more. 0: never. Numbers, as text. And whether recipients can have a browser remembered for thirty days: true or false.')
param messages {
  expireAfterDays: string
  remindAfterDays: string
  rememberRecipients: string
}

@description('Where the checkpoints of the audit trail are kept. Another name begins another trail.')
@minLength(3)
@maxLength(63)
param auditContainer string = 'audit-checkpoints'

@description('Whether the policy of that container is locked; set it once you have locked it.')
param auditLocked bool = false

@description('An OpenTelemetry collector (OTLP over HTTP), or empty.')
param otlpEndpoint string = ''

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName, application: 'zegel' }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: '${abbreviations.workspace}${token}'
    insightsName: '${abbreviations.insights}${token}'
  }
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    location: location
    tags: tags
    name: '${abbreviations.identity}${token}'
  }
}

module site 'modules/site.bicep' = {
  name: 'site'
  scope: group
  params: {
    location: siteLocation
    tags: union(tags, { 'azd-service-name': 'site' })
    name: '${abbreviations.staticSite}${token}'
    customDomain: customDomain
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    contentName: '${abbreviations.storage}${token}'
    hostName: '${abbreviations.storage}host${token}'
    principalId: identity.outputs.principalId
    siteOrigins: site.outputs.origins
    workspaceId: monitoring.outputs.workspaceId
    auditContainer: auditContainer
    auditLocked: auditLocked
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: tags
    name: '${abbreviations.keyVault}${token}'
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module communication 'modules/communication.bicep' = {
  name: 'communication'
  scope: group
  params: {
    tags: tags
    name: '${abbreviations.communicationServices}${token}'
    emailName: '${abbreviations.emailServices}${token}'
    emailDomain: emailDomain
    emailDomainVerified: emailDomainVerified
    principalId: identity.outputs.principalId
    topicName: '${abbreviations.systemTopic}${token}'
    storageName: storage.outputs.contentName
    reportQueue: storage.outputs.reportQueue
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    location: location
    tags: union(tags, { 'azd-service-name': 'functions' })
    name: '${abbreviations.functions}${token}'
    planName: '${abbreviations.plan}${token}'
    plan: plan
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: storage.outputs.hostName
    deploymentContainer: storage.outputs.deploymentContainer
    settings: {
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
      ZegelStorage__credential: 'managedidentity'
      ZegelStorage__clientId: identity.outputs.clientId
      ZegelStorage__blobServiceUri: storage.outputs.blobEndpoint
      ZegelStorage__queueServiceUri: storage.outputs.queueEndpoint
      ZegelStorage__tableServiceUri: storage.outputs.tableEndpoint
      Zegel__SiteAddress: empty(customDomain) ? site.outputs.defaultOrigin : 'https://${customDomain}'
      Zegel__OtherSiteAddresses__0: site.outputs.defaultOrigin
      Zegel__ProxyHops: string(proxyHops)
      Zegel__UndoSeconds: '60'
      Zegel__Limits__RequestsPerMinute: limits.requestsPerMinute
      Zegel__Limits__RequestsPerSessionPerMinute: limits.requestsPerSessionPerMinute
      Zegel__Limits__StartsPerAddressPerHour: limits.startsPerAddressPerHour
      Zegel__Limits__StartsPerStarterPerHour: limits.startsPerStarterPerHour
      Zegel__Limits__AddressesPerNetwork: limits.addressesPerNetwork
      Zegel__Limits__WrongCodesPerAddressPerHour: limits.wrongCodesPerAddressPerHour
      Zegel__Limits__LogInsPerNetworkPerHour: limits.logInsPerNetworkPerHour
      Zegel__Limits__SmsPerAddressPerDay: limits.smsPerAddressPerDay
      Zegel__Telemetry__OtlpEndpoint: otlpEndpoint
      Zegel__FirstAccountEmail: firstAccountEmail
      Zegel__SecondAccountEmail: secondAccountEmail
      Zegel__FirstMailbox: firstMailbox
      Zegel__FirstStarter: firstStarter
      Zegel__Organisation__Name: organisation.name
      Zegel__Organisation__Language: organisation.language
      Zegel__Organisation__BrandColour: organisation.brandColour
      Zegel__Organisation__Logo: organisation.logo
      Zegel__Organisation__HelpPhone: organisation.helpPhone
      Zegel__Organisation__HelpEmail: organisation.helpEmail
      Zegel__Organisation__PostalAddress: organisation.postalAddress
      Zegel__Organisation__PrivacyAddress: organisation.privacyAddress
      Zegel__Organisation__LowestCheck: lowestCheck
      Zegel__Organisation__MessagesExpireAfterDays: messages.expireAfterDays
      Zegel__Organisation__RemindAfterDays: messages.remindAfterDays
      Zegel__Organisation__RememberRecipients: messages.rememberRecipients
      Zegel__Sealing__KeyId: vault.outputs.sealingKeyId
      Zegel__Master__KeyId: vault.outputs.masterKeyId
      Zegel__Audit__KeyId: vault.outputs.auditKeyId
      Zegel__Audit__Container: storage.outputs.auditContainer
      Zegel__Email__Endpoint: communication.outputs.endpoint
      Zegel__Email__Sender: communication.outputs.emailSender
      Zegel__Email__MessagesPerHour: string(mailsPerHour)
      Zegel__Sms__Endpoint: communication.outputs.endpoint
      Zegel__Sms__Sender: smsSender
      Zegel__Sms__MessagesPerDay: string(smsMessagesPerDay)
      Zegel__Sms__Countries: smsCountries
    }
  }
}

module link 'modules/site-link.bicep' = {
  name: 'site-link'
  scope: group
  params: {
    siteName: site.outputs.name
    functionsId: functions.outputs.id
    functionsLocation: location
  }
}

module access 'modules/telemetry-access.bicep' = {
  name: 'telemetry-access'
  scope: group
  params: {
    insightsName: monitoring.outputs.insightsName
    principalId: identity.outputs.principalId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    workbookName: guid(token, abbreviations.workbook)
    email: empty(alertEmail) ? firstAccountEmail : alertEmail
    readyUrl: '${site.outputs.defaultOrigin}/api/health?ready'
    topicId: communication.outputs.topicId
  }
}

@description('The region.')
output AZURE_LOCATION string = location
@description('Where everything stands.')
output AZURE_RESOURCE_GROUP string = group.name
@description('Where sealed content is; the site names it in its content security policy.')
output AZURE_STORAGE_BLOB_ENDPOINT string = storage.outputs.blobEndpoint
@description('What people open.')
output ZEGEL_SITE_ADDRESS string = empty(customDomain) ? site.outputs.defaultOrigin : 'https://${customDomain}'
@description('The address of the platform; a CNAME of a custom domain points at it.')
output ZEGEL_SITE_DEFAULT_ADDRESS string = site.outputs.defaultOrigin
@description('The address mail comes from.')
output ZEGEL_EMAIL_SENDER string = communication.outputs.emailSender
@description('What to enter in the DNS of the sender domain.')
output ZEGEL_EMAIL_DNS_RECORDS string = communication.outputs.dnsRecords
@description('Whether SMS can leave.')
output ZEGEL_SMS_CONFIGURED bool = !empty(smsSender)
@description('The first starter.')
output ZEGEL_STARTER string = firstStarter
@description('The vault with the keys.')
output ZEGEL_VAULT_NAME string = vault.outputs.name
