"""EC2: IPv6 subnets, DHCP options, flow logs and VPC Block Public Access."""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models.dhcp_options import DHCPOptionsSet
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses import EC2Response
from moto.moto_api._internal import mock_random

from . import adds, completes

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


# --- VPC Block Public Access -------------------------------------------------


def _options(backend):
    """The settings of one account and region, kept on moto's backend so that a reset forgets them."""
    return backend.__dict__.setdefault(
        "block_public_access_options",
        {
            "AwsAccountId": backend.account_id,
            "AwsRegion": backend.region_name,
            "State": "default-state",
            "InternetGatewayBlockMode": "off",
            "LastUpdateTimestamp": utcnow(),
            "ManagedBy": "account",
            "ExclusionsAllowed": "allowed",
        },
    )


def _exclusions(backend):
    return backend.__dict__.setdefault("block_public_access_exclusions", {})


def _exclusion(self):
    exclusion_id = self._get_param("ExclusionId")
    exclusion = _exclusions(self.ec2_backend).get(exclusion_id)
    if exclusion is None or exclusion["State"] == "delete-complete":
        raise EC2ClientError(
            "InvalidVpcBlockPublicAccessExclusionId.NotFound",
            f"The VPC Block Public Access exclusion ID '{exclusion_id}' does not exist",
        )
    return exclusion


def _with_tags(backend, exclusion):
    tags = backend.describe_tags(filters={"resource-id": [exclusion["ExclusionId"]]})
    return {**exclusion, "Tags": [{"Key": tag["key"], "Value": tag["value"]} for tag in tags]}


@adds(EC2Response, REFERENCE + "API_DescribeVpcBlockPublicAccessOptions.html")
def describe_vpc_block_public_access_options(self):
    return ActionResult({"VpcBlockPublicAccessOptions": _options(self.ec2_backend)})


@adds(EC2Response, REFERENCE + "API_ModifyVpcBlockPublicAccessOptions.html")
def modify_vpc_block_public_access_options(self):
    options = _options(self.ec2_backend)
    options["InternetGatewayBlockMode"] = self._get_param("InternetGatewayBlockMode")
    options["State"] = "update-complete"
    options["LastUpdateTimestamp"] = utcnow()
    return ActionResult({"VpcBlockPublicAccessOptions": options})


@adds(EC2Response, REFERENCE + "API_CreateVpcBlockPublicAccessExclusion.html")
def create_vpc_block_public_access_exclusion(self):
    backend = self.ec2_backend
    subnet_id, vpc_id = self._get_param("SubnetId"), self._get_param("VpcId")
    if bool(subnet_id) == bool(vpc_id):
        raise EC2ClientError("InvalidParameterCombination", "Either VpcId or SubnetId must be given, and not both")
    resource = backend.get_subnet(subnet_id) if subnet_id else backend.get_vpc(vpc_id)
    kind = "subnet" if subnet_id else "vpc"
    exclusion_id = f"vpcbpa-exclude-{mock_random.get_random_hex(17)}"
    _exclusions(backend)[exclusion_id] = {
        "ExclusionId": exclusion_id,
        "InternetGatewayExclusionMode": self._get_param("InternetGatewayExclusionMode"),
        "ResourceArn": f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:{kind}/{resource.id}",
        "State": "create-complete",
        "CreationTimestamp": utcnow(),
        "LastUpdateTimestamp": utcnow(),
    }
    tags = self._parse_tag_specification().get("vpc-block-public-access-exclusion", {})
    if tags:
        backend.create_tags([exclusion_id], tags)
    return ActionResult({"VpcBlockPublicAccessExclusion": _with_tags(backend, _exclusions(backend)[exclusion_id])})


@adds(EC2Response, REFERENCE + "API_DescribeVpcBlockPublicAccessExclusions.html")
def describe_vpc_block_public_access_exclusions(self):
    ids = self._get_param("ExclusionIds", [])
    found = [
        _with_tags(self.ec2_backend, exclusion)
        for exclusion in _exclusions(self.ec2_backend).values()
        if not ids or exclusion["ExclusionId"] in ids
    ]
    return ActionResult({"VpcBlockPublicAccessExclusions": found})


@adds(EC2Response, REFERENCE + "API_ModifyVpcBlockPublicAccessExclusion.html")
def modify_vpc_block_public_access_exclusion(self):
    exclusion = _exclusion(self)
    exclusion["InternetGatewayExclusionMode"] = self._get_param("InternetGatewayExclusionMode")
    exclusion["State"] = "update-complete"
    exclusion["LastUpdateTimestamp"] = utcnow()
    return ActionResult({"VpcBlockPublicAccessExclusion": _with_tags(self.ec2_backend, exclusion)})


@adds(EC2Response, REFERENCE + "API_DeleteVpcBlockPublicAccessExclusion.html")
def delete_vpc_block_public_access_exclusion(self):
    """AWS goes on to list a deleted exclusion for a while, with this state."""
    exclusion = _exclusion(self)
    exclusion["State"] = "delete-complete"
    exclusion["DeletionTimestamp"] = utcnow()
    return ActionResult({"VpcBlockPublicAccessExclusion": _with_tags(self.ec2_backend, exclusion)})
