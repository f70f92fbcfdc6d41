<?php
$i = new DateInterval('P1Y2M10DT2H30M');
echo $i->format('%y-%m-%d %h:%i:%s %H'), ' ', $i->y, $i->m, "\n";
echo date('Y', strtotime('yesterday', 86400 * 2)), ' ', date('Y-m-d', strtotime('2024-01-01 +2 days')), ' ', date('H:i', strtotime('10:30pm', 0)), ' ', date('Y-m-d', strtotime('monday this week', 1700000000)), ' ', date("Y-m-d", strtotime("@86400")), ' ', (new DateTime('@1700000000'))->format('e Y'), "\n";
$x = new DateTime('2000-01-01');
$y = clone $x;
$y->modify('-1 day');
echo $x->format('Y'), $y->format('Y-m-d'), "\n";
print_r(new DateTime('2024-05-05 01:02:03.5'));
echo json_encode(new DateTimeImmutable('2024-01-01')), "\n";
echo date_create('2024-03-10')->format('W'), ' ', date_diff(date_create('2024-01-01'), date_create('2024-12-25'))->days, "\n";
