<?php
var_dump(PHP_INT_MAX, PHP_INT_SIZE, PHP_FLOAT_EPSILON, is_nan(NAN), INF, -INF, (int) 1e19 === 0 || true, 0b101, 0x1F, 017, 0o17, 1_000_000);
var_dump(max(1, '5', 3.2), min([4, 2]), max('abc', 5), array_sum([1, '2', 3.5]), array_product(['2', 3]), abs(-5), sqrt(16), pi(), M_E, log(M_E), log10(100), log(8, 2), exp(1), sin(0), hypot(3, 4), deg2rad(180), is_numeric('1e5'), is_numeric('abc'), is_numeric(' 5'), is_numeric('5 '), '5' + '5.5', '1.5' + 1, 7 <=> 3, 5 . '', true + true, null + 1);
