-- How Argo CD shows an object of ecr-operator.io, whatever its kind. Made into argocd-cm.yaml by make manifests; docs/gitops.md
-- says what each health means. Argo CD runs it without the libraries string and math, for a second at most.

-- Reasons of Ready=False that pass by themselves, or once another object of the application is there.
local on_the_way = {
  Attaching = true,
  Detaching = true,
  LifecyclePolicyNotFound = true,
  LogoUnavailable = true,
  PrincipalNotFound = true,
  RegistryNotFound = true,
  RepositoryPolicyNotFound = true,
  Settling = true,
  WaitingForRegistry = true,
  WaitingForToken = true,
}

local function health(status, message)
  return {status = status, message = message or ""}
end

local conditions = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    conditions[condition.type] = condition
  end
end
local ready = conditions.Ready

if obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", ready ~= nil and ready.message or "Pending deletion")
end
if ready == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "Waiting for ecr-operator to look at this object")
end
-- Ready is what it was before the pause.
if conditions.Synced ~= nil and conditions.Synced.reason == "Paused" then
  return health("Suspended", conditions.Synced.message)
end
-- managementPolicy: Observe is a choice.
if ready.reason == "PlanPending" then
  return health("Suspended", ready.message)
end
if conditions.Stalled ~= nil and conditions.Stalled.status == "True" then
  return health("Degraded", conditions.Stalled.message)
end
if ready.status == "True" then
  return health("Healthy", ready.message)
end
if ready.status ~= "False" or on_the_way[ready.reason] then
  return health("Progressing", ready.message)
end
return health("Degraded", ready.message)
