<?php
date_default_timezone_set('UTC');
echo mktime(12, 30, 0, 6, 15, 2020), ' ', strtotime('2021-03-04 05:06:07'), ' ', strtotime('1 January 2020'), ' ', strtotime('2020-02-30'), ' ', date('Y-m-d', strtotime('+1 week', 0)), ' ', date('Y-m-d', strtotime('last day of february 2024')), ' ', date('D', strtotime('next monday', 1700000000)), ' ', date('Y-m-d', strtotime('first monday of january 2025')), ' ', var_export(strtotime('rubbish'), true), ' ', checkdate(2, 29, 2023) ? 'valid' : 'invalid', ' ', gmdate('H:i', 3661), ' ', idate('Y', 0), "\n";
