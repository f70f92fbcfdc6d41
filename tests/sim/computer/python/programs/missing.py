try:
    import notinstalled
except ModuleNotFoundError as error:
    print(error, error.name)
from os import nothing
