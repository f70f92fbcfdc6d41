// `abc` in Python: abstract base classes.

/** Its source. */
export const source = String.raw`class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls in subclass.__mro__:
            return True
        hook = cls.__dict__.get('__subclasshook__')
        if hook is not None:
            found = hook.__func__(cls, subclass) if hasattr(hook, '__func__') else cls.__subclasshook__(subclass)
            if found is not NotImplemented:
                return found
        for registered in cls.__dict__.get('_abc_registry', ()):
            if issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
            if isinstance(derived, ABCMeta) and issubclass(subclass, derived):
                return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    __isabstractmethod__ = True


def get_cache_token():
    return 0
`;
