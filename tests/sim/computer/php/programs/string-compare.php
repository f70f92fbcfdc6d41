<?php
echo mb_strtoupper('éa'), mb_strlen('naïve'), strlen('naïve'), mb_substr('naïve', 2, 1), mb_strpos('añb', 'b'), ' ', mb_convert_case('hello world', MB_CASE_TITLE), "\n";
