// What somebody must hear of. Each alert is explained in docs/operations.md, under its name.
@description('Region.')
param location string
@description('Tags.')
param tags object
@description('Resource id of the Application Insights component.')
param insightsId string
@description('Name of the workbook: a GUID.')
param workbookName string
@description('Who is mailed.')
param email string
@description('The address that says whether everything answers.')
param readyUrl string
@description('Resource id of the topic that tells what became of mails and SMS.')
param topicId string

// Each query gives rows when something is wrong. Lines are those of ReportFigures, AuditCheckpoints and ProblemMiddleware.
var figures = 'traces | where message startswith "Figures " | parse message with * "waiting=" waiting:int " oldest=" oldest:int " sms=" sms:int " budget=" budget:int " poison=" poison:int " rewrap=" rewrap:int'
var rules = [
  {
    name: 'audit-trail-broken'
    severity: 0
    frequency: 'PT15M'
    window: 'PT2H'
    query: 'traces | where message startswith "The audit trail does not hold"'
  }
  {
    name: 'key-in-the-wrong-place'
    severity: 0
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'traces | where message startswith "A wrapped key is of something else than the "'
  }
  {
    name: 'audit-checkpoint-missing'
    severity: 1
    frequency: 'PT30M'
    window: 'PT3H'
    query: 'traces | where message startswith "Audit checkpoint " | summarize newest = max(timestamp) | where isnull(newest) or newest < ago(2h)'
  }
  {
    // A pointer whose notice went with another one is taken away after ten minutes; more than that is trouble.
    name: 'notices-wait'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: '${figures} | where oldest > 900'
  }
  {
    name: 'messages-given-up'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    query: '${figures} | where poison > 0'
  }
  {
    name: 'sms-budget'
    severity: 2
    frequency: 'PT15M'
    window: 'PT30M'
    query: '${figures} | where budget > 0 and sms >= 0.7 * budget'
  }
  {
    name: 'notices-refused'
    severity: 2
    frequency: 'PT15M'
    window: 'PT1H'
    query: 'traces | where message startswith "Notice by " | summarize refused = countif(message has " Refused"), tried = count() | where refused >= 10 and refused > 0.2 * tried'
  }
  {
    name: 'wrong-codes'
    severity: 2
    frequency: 'PT15M'
    window: 'PT1H'
    query: 'traces | where message startswith "Events " | extend codes = coalesce(toint(extract("code-refused=([0-9]+)", 1, message)), 0), logins = coalesce(toint(extract("log-in-refused=([0-9]+)", 1, message)), 0) | summarize wrong = sum(codes) + sum(logins) | where wrong > 200'
  }
  {
    // A rotation is through within hours; what resists stands in the logs.
    name: 'keys-under-old-versions'
    severity: 2
    frequency: 'PT6H'
    window: 'P1D'
    query: '${figures} | summarize least = min(rewrap) | where least > 0'
  }
  {
    name: 'failures'
    severity: 1
    frequency: 'PT5M'
    window: 'PT15M'
    query: 'traces | where severityLevel >= 3 | summarize failures = count() | where failures >= 5'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'zegel'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'zegel'
    enabled: true
    emailReceivers: [{ name: 'operations', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource queries 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [
  for rule in rules: {
    name: rule.name
    location: location
    tags: tags
    properties: {
      displayName: rule.name
      severity: rule.severity
      enabled: true
      scopes: [insightsId]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

resource ready 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'ready'
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'ready'
    SyntheticMonitorId: 'ready'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [{ Id: 'emea-nl-ams-azr' }, { Id: 'emea-gb-db3-azr' }, { Id: 'emea-fr-pra-edge' }]
    Request: { RequestUrl: readyUrl, HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'not-ready'
  location: 'global'
  tags: tags
  properties: {
    severity: 0
    enabled: true
    scopes: [ready.id, insightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: ready.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: people.id }]
  }
}

// Without reports nobody hears of a mail that bounced.
resource reportsLost 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'reports-lost'
  location: 'global'
  tags: tags
  properties: {
    severity: 2
    enabled: true
    scopes: [topicId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failures'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeliveryAttemptFailCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 5
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: workbookName
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Zegel'
    category: 'workbook'
    sourceId: insightsId
    serializedData: loadTextContent('../workbook.json')
  }
}
