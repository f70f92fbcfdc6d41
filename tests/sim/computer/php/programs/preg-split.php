<?php
print_r(preg_split('/([,;])/', 'a,b;c', -1, PREG_SPLIT_DELIM_CAPTURE | PREG_SPLIT_NO_EMPTY));
print_r(preg_split('//', 'abc', -1, PREG_SPLIT_NO_EMPTY));
print_r(preg_split('/ /', 'a b c', 2));
print_r(preg_grep('/^a/', ['apple', 'banana', 'avocado']));
print_r(preg_grep('/^a/', ['apple', 'banana'], PREG_GREP_INVERT));
echo preg_quote('Hello.World?[1+1=2]#'), "\n";
