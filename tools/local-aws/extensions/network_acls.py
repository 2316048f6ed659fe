"""EC2: network ACLs. Moto forgets which ICMP messages a rule is about."""

from moto.ec2.responses import EC2Response

from . import completes

REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"


@completes(EC2Response, REFERENCE + "API_CreateNetworkAclEntry.html")
def create_network_acl_entry(self, moto):
    answer = moto()
    _keep_icmp(self)
    return answer


@completes(EC2Response, REFERENCE + "API_ReplaceNetworkAclEntry.html")
def replace_network_acl_entry(self, moto):
    answer = moto()
    _keep_icmp(self)
    return answer


def _keep_icmp(self):
    for entry in self.ec2_backend.get_network_acl(self._get_param("NetworkAclId")).network_acl_entries:
        if entry.rule_number == self._get_param("RuleNumber") and entry.egress == self._get_param("Egress"):
            entry.icmp_code = self._get_param("IcmpTypeCode.Code")
            entry.icmp_type = self._get_param("IcmpTypeCode.Type")
