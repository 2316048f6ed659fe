"""EC2: security group rules. Moto forgets what a rule says that is not about addresses, and changes addresses only."""

from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses import EC2Response

from . import completes

REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"

_init = SecurityGroupRule.__init__


def _init_with_description(self, *args, **kwargs):
    _init(self, *args, **kwargs)
    prefix_list = kwargs.get("prefix_list_id", args[7] if len(args) > 7 else None)
    self.prefix_list_description = (prefix_list or {}).get("Description")


SecurityGroupRule.__init__ = _init_with_description


def _description(rule):
    of_addresses = rule.ip_range.get("Description")
    return of_addresses or rule.source_group.get("Description") or rule.prefix_list_description


# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html
SecurityGroupRule.description = property(_description)


@completes(EC2Response, REFERENCE + "API_ModifySecurityGroupRules.html")
def modify_security_group_rules(self, moto):
    answer = moto()
    group = self.ec2_backend.get_security_group_by_name_or_id(self._get_param("GroupId"))
    for update in self._get_param("SecurityGroupRules", []):
        rule, wanted = group.get_rule(update["SecurityGroupRuleId"]), update.get("SecurityGroupRule", {})
        description = {"Description": wanted.get("Description")} if wanted.get("Description") else {}
        if wanted.get("ReferencedGroupId"):
            rule.source_group = {**rule.source_group, "GroupId": wanted["ReferencedGroupId"], **description}
        if wanted.get("CidrIpv6"):
            rule.ip_range = {"CidrIpv6": wanted["CidrIpv6"], **description}
        if wanted.get("PrefixListId"):
            rule.prefix_list_id, rule.prefix_list_description = wanted["PrefixListId"], wanted.get("Description")
    return answer
