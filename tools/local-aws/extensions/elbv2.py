"""Elastic Load Balancing: moto makes application load balancers of all, and forgets schemes and how clients show certificates."""

from moto.core.responses import ActionResult
from moto.elbv2.models import FakeLoadBalancer
from moto.elbv2.responses import ELBV2Response

from . import completes

REFERENCE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/"

# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
FakeLoadBalancer.VALID_ATTRS |= {"health_check_logs.s3.bucket", "health_check_logs.s3.prefix"}


# --- Load balancers ----------------------------------------------------------


@completes(ELBV2Response, REFERENCE + "API_CreateLoadBalancer.html")
def create_load_balancer(self, moto):
    result = moto().result
    balancer = result["LoadBalancers"][0]
    if balancer.scheme is None:
        balancer.scheme = "internet-facing"
    kinds = {"network": "net", "gateway": "gwy"}
    if balancer.type in kinds:
        backend, moto_arn = self.elbv2_backend, balancer.arn
        balancer.arn = moto_arn.replace("loadbalancer/app/", f"loadbalancer/{kinds[balancer.type]}/")
        backend.load_balancers[balancer.arn] = backend.load_balancers.pop(moto_arn)
        backend.tagging_service.tag_resource(balancer.arn, self._get_param("Tags", []))
        backend.tagging_service.delete_all_tags_for_resource(moto_arn)
    if balancer.type == "network" and balancer.security_groups:
        balancer.enforce_security_group_inbound_rules_on_private_link_traffic = "on"
    _keep_addresses(self, balancer)
    return ActionResult(result)


class Zone:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AvailabilityZone.html"""

    def __init__(self, subnet, mapping):
        self.subnet_id = subnet.id
        self.zone_name = subnet.availability_zone
        address = {
            "AllocationId": mapping.get("AllocationId"),
            "PrivateIPv4Address": mapping.get("PrivateIPv4Address"),
            "IPv6Address": mapping.get("IPv6Address"),
        }
        given = {name: value for name, value in address.items() if value}
        self.load_balancer_addresses = [given] if given else []


def _zones(balancer):
    mappings = balancer.__dict__.get("mappings", {})
    return [Zone(subnet, mappings.get(subnet.id, {})) for subnet in balancer.subnets]


FakeLoadBalancer.availability_zones = property(_zones)


def _keep_addresses(self, balancer):
    mappings = self._get_param("SubnetMappings", [])
    balancer.mappings = {mapping["SubnetId"]: mapping for mapping in mappings}


@completes(ELBV2Response, REFERENCE + "API_SetSubnets.html")
def set_subnets(self, moto):
    moto()
    balancer = self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")]
    _keep_addresses(self, balancer)
    return ActionResult({"AvailabilityZones": _zones(balancer)})


@completes(ELBV2Response, REFERENCE + "API_SetSecurityGroups.html")
def set_security_groups(self, moto):
    result = moto().result
    balancer = self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")]
    enforced = self._get_param("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
    if enforced:
        balancer.enforce_security_group_inbound_rules_on_private_link_traffic = enforced
        result["EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"] = enforced
    return ActionResult(result)


# --- Listeners ---------------------------------------------------------------


def _keep_certificates(self, listener):
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_MutualAuthenticationAttributes.html"""
    mutual = self._get_param("MutualAuthentication")
    if mutual is not None:
        listener.mutual_authentication = {"Mode": "off", **mutual}


@completes(ELBV2Response, REFERENCE + "API_CreateListener.html")
def create_listener(self, moto):
    result = moto().result
    _keep_certificates(self, result["Listeners"][0])
    return ActionResult(result)


@completes(ELBV2Response, REFERENCE + "API_ModifyListener.html")
def modify_listener(self, moto):
    result = moto().result
    _keep_certificates(self, result["Listeners"][0])
    return ActionResult(result)
