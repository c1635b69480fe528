from . import reading
