<?php
foreach (new DatePeriod(new DateTime('2024-01-01'), new DateInterval('P1W'), new DateTime('2024-01-25')) as $p) echo $p->format('m/d '), '';
foreach (new DatePeriod(new DateTime('2024-01-01'), new DateInterval('P1D'), 2) as $k => $p) echo $k, $p->format('D ');
echo "\n";
$tz = new DateTime('2024-07-01 12:00', new DateTimeZone('America/New_York'));
echo $tz->format('c T e'), ' ', $tz->setTimezone(new DateTimeZone('Europe/Berlin'))->format('Y-m-d H:i T'), ' ', $tz->getOffset(), ' ', (new DateTimeZone('Asia/Tokyo'))->getName(), "\n";
$c = DateTime::createFromFormat('d/m/Y H:i', '15/08/2023 14:30');
echo $c->format('l jS \o\f F Y h:i:s A'), ' ', var_export(DateTime::createFromFormat('Y-m-d', 'bad'), true), ' ', DateTimeImmutable::createFromFormat('!d.m.Y', '01.02.2020')->format('c'), "\n";
