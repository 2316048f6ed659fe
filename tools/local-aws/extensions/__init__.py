"""What our stacks need of the AWS API and moto lacks: small modules by service, one small handler per operation.

Moto answers an operation with the method of the same name, in snake case, on the response class of the service.
A handler is put there by `adds` (moto has no such operation) or by `completes` (moto's own answer, made whole).
"""

import functools

# Every operation that was added or completed, with the page of the AWS reference that it follows.
OPERATIONS = []


def adds(response_class, page):
    """Registers a handler for an operation that moto does not have."""

    def register(handler):
        if hasattr(response_class, handler.__name__):
            raise RuntimeError(f"moto has {handler.__name__} by now: complete it, or drop the handler")
        OPERATIONS.append({"operation": handler.__name__, "kind": "added", "page": page})
        setattr(response_class, handler.__name__, handler)
        return handler

    return register


def completes(response_class, page):
    """Registers a handler around moto's own: it gets moto's method as its second argument."""

    def register(handler):
        original = getattr(response_class, handler.__name__)
        OPERATIONS.append({"operation": handler.__name__, "kind": "completed", "page": page})

        @functools.wraps(handler)
        def completed(self):
            return handler(self, functools.partial(original, self))

        setattr(response_class, handler.__name__, completed)
        return completed

    return register
