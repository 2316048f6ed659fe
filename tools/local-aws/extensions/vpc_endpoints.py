"""EC2: VPC endpoints. Moto forgets how an interface endpoint is named, and routes of a gateway that are added later."""

from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response

from . import completes

REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"


@completes(EC2Response, REFERENCE + "API_CreateVpcEndpoint.html")
def create_vpc_endpoint(self, moto):
    result = moto().result
    endpoint = result["VpcEndpoint"]
    endpoint.ip_address_type = self._get_param("IpAddressType", "ipv4")
    if endpoint.vpc_endpoint_type == "Interface":
        endpoint.dns_options = {"DnsRecordIpType": endpoint.ip_address_type, **self._get_param("DnsOptions", {})}
    return ActionResult(result)


@completes(EC2Response, REFERENCE + "API_ModifyVpcEndpoint.html")
def modify_vpc_endpoint(self, moto):
    backend = self.ec2_backend
    endpoint = backend.describe_vpc_endpoints(vpc_end_point_ids=[self._get_param("VpcEndpointId")])[0]
    before = set(endpoint.route_table_ids)
    answer = moto()

    prefix_list = endpoint.destination_prefix_list_id
    if prefix_list:
        after = set(endpoint.route_table_ids)
        for route_table_id in after - before:
            backend.create_route(route_table_id, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list)
        for route_table_id in before - after:
            backend.delete_route(route_table_id, prefix_list)

    if self._get_param("PrivateDnsEnabled") is not None:
        endpoint.private_dns_enabled = self._get_param("PrivateDnsEnabled")
    if self._get_param("IpAddressType") is not None:
        endpoint.ip_address_type = self._get_param("IpAddressType")
    if self._get_param("DnsOptions") is not None:
        endpoint.dns_options = {**endpoint.dns_options, **self._get_param("DnsOptions")}
    return answer
