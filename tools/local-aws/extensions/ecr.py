"""ECR: what a registry keeps beside its repositories. Moto has neither pull through caches nor creation templates."""

import time

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ecr import policy_validation
from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.models import ECRBackend
from moto.ecr.responses import ECRResponse

from . import adds

REFERENCE = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/"


def _kept(self, kind):
    """What ours keep on moto's backend of an account and region, so that a reset forgets it."""
    return self.ecr_backend.__dict__.setdefault(kind, {})


def _given(self, *names):
    """The members of the request that are there."""
    return {name: self._get_param(name) for name in names if self._get_param(name) is not None}


# --- Replication -------------------------------------------------------------


def _put_replication_configuration(self, replication_config):
    """Moto takes one rule only.

    https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ReplicationConfiguration.html
    """
    rules = replication_config["rules"]
    if len(rules) > 10:
        raise InvalidParameterException("Invalid parameter at 'rules': at most 10 rules")
    here = {"region": self.region_name, "registryId": self.account_id}
    if any(destination == here for rule in rules for destination in rule["destinations"]):
        raise InvalidParameterException("Replication destination cannot be the same as the source registry")
    self.replication_config = replication_config
    return {"replicationConfiguration": replication_config}


ECRBackend.put_replication_configuration = _put_replication_configuration


# --- Lifecycle policies ------------------------------------------------------

# Moto's grammar is older than the archive, to which images go that nobody pulls.
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
policy_validation.VALID_ACTION_PROPERTIES = {"type", "targetStorageClass"}
policy_validation.VALID_ACTION_TYPE_VALUES = {"expire", "transition"}
policy_validation.VALID_SELECTION_PROPERTIES |= {"storageClass"}
policy_validation.VALID_SELECTION_COUNT_TYPE_VALUES |= {"sinceImagePulled", "sinceImageTransitioned"}


# --- Pull through caches -----------------------------------------------------


class PullThroughCacheRuleNotFound(ServiceException):
    code = "PullThroughCacheRuleNotFoundException"


class PullThroughCacheRuleAlreadyExists(ServiceException):
    code = "PullThroughCacheRuleAlreadyExistsException"


def _cache(self):
    prefix = self._get_param("ecrRepositoryPrefix")
    if prefix not in _kept(self, "pull_through_caches"):
        raise PullThroughCacheRuleNotFound(f"The pull through cache rule with prefix '{prefix}' does not exist.")
    return _kept(self, "pull_through_caches")[prefix]


_CACHE_MEMBERS = (
    "ecrRepositoryPrefix",
    "upstreamRegistryUrl",
    "upstreamRegistry",
    "upstreamRepositoryPrefix",
    "credentialArn",
    "customRoleArn",
)


@adds(ECRResponse, REFERENCE + "API_CreatePullThroughCacheRule.html")
def create_pull_through_cache_rule(self):
    prefix = self._get_param("ecrRepositoryPrefix")
    if prefix in _kept(self, "pull_through_caches"):
        raise PullThroughCacheRuleAlreadyExists(f"A pull through cache rule with prefix '{prefix}' already exists.")
    now = time.time()
    rule = {**_given(self, *_CACHE_MEMBERS), "registryId": self.current_account, "createdAt": now, "updatedAt": now}
    _kept(self, "pull_through_caches")[prefix] = rule
    return ActionResult(rule)


@adds(ECRResponse, REFERENCE + "API_DescribePullThroughCacheRules.html")
def describe_pull_through_cache_rules(self):
    prefixes, rules = self._get_param("ecrRepositoryPrefixes"), _kept(self, "pull_through_caches")
    missing = [prefix for prefix in prefixes or [] if prefix not in rules]
    if missing:
        raise PullThroughCacheRuleNotFound(f"The pull through cache rule with prefix '{missing[0]}' does not exist.")
    return ActionResult({"pullThroughCacheRules": [rules[prefix] for prefix in prefixes or rules]})


@adds(ECRResponse, REFERENCE + "API_UpdatePullThroughCacheRule.html")
def update_pull_through_cache_rule(self):
    rule = _cache(self)
    rule.update(_given(self, "credentialArn", "customRoleArn"), updatedAt=time.time())
    return ActionResult(rule)


@adds(ECRResponse, REFERENCE + "API_DeletePullThroughCacheRule.html")
def delete_pull_through_cache_rule(self):
    rule = _cache(self)
    del _kept(self, "pull_through_caches")[rule["ecrRepositoryPrefix"]]
    return ActionResult(rule)


# --- Repository creation templates -------------------------------------------


class TemplateNotFound(ServiceException):
    code = "TemplateNotFoundException"


class TemplateAlreadyExists(ServiceException):
    code = "TemplateAlreadyExistsException"


_TEMPLATE_MEMBERS = (
    "prefix",
    "description",
    "encryptionConfiguration",
    "resourceTags",
    "imageTagMutability",
    "imageTagMutabilityExclusionFilters",
    "repositoryPolicy",
    "lifecyclePolicy",
    "appliedFor",
    "customRoleArn",
)


def _template(self):
    prefix = self._get_param("prefix")
    if prefix not in _kept(self, "creation_templates"):
        raise TemplateNotFound(f"The repository creation template with prefix '{prefix}' does not exist.")
    return _kept(self, "creation_templates")[prefix]


def _template_answer(self, template):
    return ActionResult({"registryId": self.current_account, "repositoryCreationTemplate": template})


@adds(ECRResponse, REFERENCE + "API_CreateRepositoryCreationTemplate.html")
def create_repository_creation_template(self):
    prefix = self._get_param("prefix")
    if prefix in _kept(self, "creation_templates"):
        raise TemplateAlreadyExists(f"A repository creation template with prefix '{prefix}' already exists.")
    defaults = {"imageTagMutability": "MUTABLE", "encryptionConfiguration": {"encryptionType": "AES256"}}
    template = {**defaults, **_given(self, *_TEMPLATE_MEMBERS), "createdAt": time.time(), "updatedAt": time.time()}
    _kept(self, "creation_templates")[prefix] = template
    return _template_answer(self, template)


@adds(ECRResponse, REFERENCE + "API_DescribeRepositoryCreationTemplates.html")
def describe_repository_creation_templates(self):
    prefixes, templates = self._get_param("prefixes"), _kept(self, "creation_templates")
    found = [templates[prefix] for prefix in prefixes or templates if prefix in templates]
    return ActionResult({"registryId": self.current_account, "repositoryCreationTemplates": found})


@adds(ECRResponse, REFERENCE + "API_UpdateRepositoryCreationTemplate.html")
def update_repository_creation_template(self):
    template = _template(self)
    template.update(_given(self, *_TEMPLATE_MEMBERS), updatedAt=time.time())
    return _template_answer(self, template)


@adds(ECRResponse, REFERENCE + "API_DeleteRepositoryCreationTemplate.html")
def delete_repository_creation_template(self):
    template = _template(self)
    del _kept(self, "creation_templates")[template["prefix"]]
    return _template_answer(self, template)


# --- Settings of the account -------------------------------------------------

# https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html
_SETTINGS = {"BASIC_SCAN_TYPE_VERSION": "AWS_NATIVE", "REGISTRY_POLICY_SCOPE": "V2", "BLOB_MOUNTING": "DISABLED"}


@adds(ECRResponse, REFERENCE + "API_GetAccountSetting.html")
def get_account_setting(self):
    name = self._get_param("name")
    if name not in _SETTINGS:
        raise InvalidParameterException(f"Invalid parameter at 'name': {name}")
    return ActionResult({"name": name, "value": _kept(self, "account_settings").get(name, _SETTINGS[name])})


@adds(ECRResponse, REFERENCE + "API_PutAccountSetting.html")
def put_account_setting(self):
    setting = {"name": self._get_param("name"), "value": self._get_param("value")}
    _kept(self, "account_settings")[setting["name"]] = setting["value"]
    return ActionResult(setting)
