<?php
date_default_timezone_set('UTC');
echo date('Y-m-d H:i:s', 86400 * 365), ' ', date('D, d M Y', 0), ' ', date('jS F y, g:i a', 1e9), ' ', date('N w z t L W o B U e T P O c', 1700000000), ' ', date(DATE_RFC2822, 1700000000), ' ', date('\Y\e\a\r: Y', 0), "\n";
