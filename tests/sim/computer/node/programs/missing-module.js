const express = require('expres');
express();
