"""EC2: VPCs, IPv6 subnets, DHCP options and flow logs."""

from moto.core.responses import ActionResult
from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models.dhcp_options import DHCPOptionsSet
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses import EC2Response

from . import completes

REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"


# --- Subnets -----------------------------------------------------------------


def _associations(subnet):
    return [
        {
            "AssociationId": association["associationId"],
            "Ipv6CidrBlock": association["ipv6CidrBlock"],
            "Ipv6CidrBlockState": association["ipv6CidrBlockState"],
        }
        for association in subnet.ipv6_cidr_block_associations.values()
    ]


# Moto leaves the state of an association out of the answer, and the provider waits for it.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SubnetIpv6CidrBlockAssociation.html
Subnet.ipv6_cidr_block_association_set = property(_associations)

_subnet_filter_value = Subnet.get_filter_value


def _complete_subnet_filter_value(self, filter_name, method_name=None):
    """The IPv6 filters of DescribeSubnets.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
    """
    if filter_name == "ipv6-cidr-block-association.association-id":
        return [association["AssociationId"] for association in _associations(self)]
    if filter_name == "ipv6-cidr-block-association.ipv6-cidr-block":
        return [association["Ipv6CidrBlock"] for association in _associations(self)]
    if filter_name == "ipv6-cidr-block-association.state":
        return [association["Ipv6CidrBlockState"]["State"] for association in _associations(self)]
    return _subnet_filter_value(self, filter_name, method_name)


Subnet.get_filter_value = _complete_subnet_filter_value


_available_ip_address_count = Subnet.available_ip_address_count

# Moto counts the addresses of an IPv6-only subnet: a number that no client can hold. AWS says 0.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html
Subnet.available_ip_address_count = property(
    lambda subnet: 0 if subnet.ipv6_native else _available_ip_address_count.fget(subnet)
)


@completes(EC2Response, REFERENCE + "API_AssociateSubnetCidrBlock.html")
def associate_subnet_cidr_block(self, moto):
    return ActionResult(_named_association(moto().result))


@completes(EC2Response, REFERENCE + "API_DisassociateSubnetCidrBlock.html")
def disassociate_subnet_cidr_block(self, moto):
    return ActionResult(_named_association(moto().result))


def _named_association(result):
    association = result["Ipv6CidrBlockAssociation"]
    return {
        "SubnetId": result["SubnetId"],
        "Ipv6CidrBlockAssociation": {
            "AssociationId": association["associationId"],
            "Ipv6CidrBlock": association["ipv6CidrBlock"],
            "Ipv6CidrBlockState": association["ipv6CidrBlockState"],
        },
    }


@completes(EC2Response, REFERENCE + "API_ModifySubnetAttribute.html")
def modify_subnet_attribute(self, moto):
    """Moto drops DNS64 and two of the name options without a word."""
    subnet = self.ec2_backend.get_subnet(self._get_param("SubnetId"))
    names = subnet.private_dns_name_options_on_launch
    if self._get_param("EnableDns64.Value") is not None:
        subnet.enable_dns64 = self._get_param("EnableDns64.Value")
    if self._get_param("PrivateDnsHostnameTypeOnLaunch") is not None:
        names["HostnameType"] = self._get_param("PrivateDnsHostnameTypeOnLaunch")
    if self._get_param("EnableResourceNameDnsAAAARecordOnLaunch.Value") is not None:
        names["EnableResourceNameDnsAAAARecord"] = self._get_param("EnableResourceNameDnsAAAARecordOnLaunch.Value")
    return moto()


# --- VPC ---------------------------------------------------------------------


@completes(EC2Response, REFERENCE + "API_DeleteVpc.html")
def delete_vpc(self, moto):
    """Moto lets a VPC go that still has an internet gateway, and keeps the default network ACL of one that is gone."""
    vpc_id = self._get_param("VpcId")
    backend = self.ec2_backend
    if any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in backend.internet_gateways.values()):
        raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    result = moto()
    for acl in [acl for acl in backend.network_acls.values() if acl.vpc_id == vpc_id and acl.default]:
        del backend.network_acls[acl.id]
    return result


# --- DHCP options ------------------------------------------------------------


@completes(EC2Response, REFERENCE + "API_CreateDhcpOptions.html")
def create_dhcp_options(self, moto):
    """Moto drops the tags, and every option that it does not know."""
    result = moto().result
    options = result["DhcpOptions"]
    for configuration in self._get_param("DhcpConfigurations", []):
        options._options.setdefault(configuration["Key"], configuration["Values"])
    options.add_tags(self._parse_tag_specification().get("dhcp-options", {}))
    return ActionResult(result)


DHCPOptionsSet.owner_id = property(lambda options: options.ec2_backend.account_id)


# --- Flow logs ---------------------------------------------------------------


@completes(EC2Response, REFERENCE + "API_CreateFlowLogs.html")
def create_flow_logs(self, moto):
    """Moto drops the destination options and the cross-account role."""
    result = moto().result
    options = self._get_param("DestinationOptions")
    for flow_log_id in result["FlowLogIds"]:
        flow_log = self.ec2_backend.flow_logs[flow_log_id]
        flow_log.deliver_cross_account_role = self._get_param("DeliverCrossAccountRole")
        if options:
            flow_log.destination_options = {
                "FileFormat": options.get("FileFormat", "plain-text"),
                "HiveCompatiblePartitions": options.get("HiveCompatiblePartitions", False),
                "PerHourPartition": options.get("PerHourPartition", False),
            }
    return ActionResult(result)
