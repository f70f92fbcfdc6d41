// The classes of iterators over built-in collections.
import { builtinClass } from './types.ts';

export const iteratorClasses = {
  list: builtinClass('list_iterator'),
  tuple: builtinClass('tuple_iterator'),
  range: builtinClass('range_iterator'),
  dict: builtinClass('dict_keyiterator'),
  values: builtinClass('dict_valueiterator'),
  items: builtinClass('dict_itemiterator'),
  str: builtinClass('str_ascii_iterator'),
  set: builtinClass('set_iterator'),
  bytes: builtinClass('bytes_iterator'),
  enumerate: builtinClass('enumerate'),
  zip: builtinClass('zip'),
  map: builtinClass('map'),
  filter: builtinClass('filter'),
  reversed: builtinClass('reversed'),
};
