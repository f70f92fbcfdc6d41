<?php
$x = range(1, 5);
shuffle($x);
echo count($x), array_sum($x), "\n";
$r = random_int(1, 3);
echo $r >= 1 && $r <= 3 ? 'ok' : 'no', strlen(random_bytes(8)), strlen(uniqid()), strlen(bin2hex(random_bytes(4))), "\n";
echo round(3.14159, 3), floor(5), ceil(-0.5), ' ', round(5.055, 2), ' ', round(1000000.5), ' ', 5 / 2, ' ', 6 / 2, ' ', 7 <=> 7.0, ' ', 0.1 + 0.2 == 0.3 ? 'eq' : 'ne', ' ', abs(0.1 + 0.2 - 0.3) < PHP_FLOAT_EPSILON ? 'close' : 'far', ' ', PHP_INT_MAX + 1, ' ', 0xFF, ' ', 1e3, ' ', (int) '1e3', ' ', '1e3' == '1000' ? 't' : 'f', ' ', 2 ** 63, ' ', 2 ** 62, ' ', -7 % 5, ' ', fdiv(1, 0), ' ', is_int(5.0) ? 1 : 0, ' ', is_float(1e5) ? 1 : 0, ' ', PHP_FLOAT_DIG, ' ', number_format(2.675, 2), ' ', array_sum([0.1, 0.2, 0.3]), ' ', max([1, 5, 3]), min(2, 8), ' ', array_product([]), ' ', sqrt(2), ' ', pi(), ' ', M_PI_2, ' ', atan2(1, 1), ' ', log(0), ' ', exp(0), ' ', pow(2, 0.5), ' ', pow('3', 2), ' ', 10 % 3.9, "\n";
var_dump(round(5), 5 + 5.0, '10' + 5, '1.5' + 1, 10 / 4, 10 / 5, 7 . '', PHP_INT_MAX, PHP_INT_MAX * 2, 0.1 + 0.2, 1e3, (float) '3.14abc', intval('42abc'), intval('0x1A', 16), intval('012', 0), intval(42.99), floatval('1.5e3'), boolval('false'), (bool) 'false', settype($q, 'integer'), $q, is_numeric('12.5e3'), '5' * '4', +'3', -'4', 017 + 1, ~0, 1 <=> 2, !1, 5 % -3, 2 + 3 . '5', true + 1, null + 5);
