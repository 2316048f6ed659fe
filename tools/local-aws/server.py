"""Serves the AWS API on a free port of the loopback interface, for `npm run local` and `npm run e2e`.

The first line on standard output is JSON: the port, moto's version, and the operations of ours.
The server ends when its standard input is closed, so it never outlives whoever started it.
"""

import json
import os
import sys
import threading
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")

try:
    import moto
    from flask import request
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server
except ImportError as error:
    print(json.dumps({"missing": str(error)}), flush=True)
    sys.exit(1)

# Importing a module registers its handlers.
from extensions import (  # noqa: F401
    OPERATIONS,
    application_auto_scaling,
    auto_scaling_groups,
    block_public_access,
    codedeploy,
    ecr,
    ecs,
    ecs_services,
    efs,
    eks,
    eks_access,
    eks_addons,
    eks_clusters,
    eks_identity_providers,
    eks_nodes,
    eks_pod_identity,
    eks_versions,
    elasticache,
    elasticache_clusters,
    elasticache_parameter_groups,
    elasticache_replication_groups,
    elasticache_serverless,
    elasticache_users,
    elbv2,
    launch_templates,
    network_acls,
    rds,
    s3,
    security_groups,
    ssm,
    vpc,
    vpc_endpoints,
)


def end_with_standard_input():
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


def create_app(service):
    """Moto answers 500 to an operation that it lacks, and SDKs repeat that for minutes. They take 501 for an answer."""
    app = create_backend_app(service)
    app.register_error_handler(NotImplementedError, lambda error: not_implemented(service, str(error)))
    return app


def not_implemented(service, message):
    code, message = "NotImplemented", f"{message} by the local AWS server ({service})"
    if request.mimetype != "application/x-www-form-urlencoded":
        return {"__type": code, "message": message}, 501, {"x-amzn-errortype": code}
    error = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    body = f"<Response><Errors>{error}</Errors></Response>" if service == "ec2" else f"<ErrorResponse>{error}</ErrorResponse>"
    return body, 501, {"Content-Type": "text/xml"}


def main():
    application = DomainDispatcherApplication(create_app)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    os.environ["MOTO_PORT"] = str(server.server_port)
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    print(json.dumps({"port": server.server_port, "moto": moto.__version__, "operations": OPERATIONS}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
