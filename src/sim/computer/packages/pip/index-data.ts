// The simulated Python package index: one line a project.
// name|versions|wheel KiB/installed KiB|dependencies, separated with commas|modules|programs|summary
// Of each series of versions the last one is named: `3.0.3` stands for 3.0.0 to 3.0.3. Newest first; the dependencies are those
// of the newest series. `!` after a name: compiled, with a wheel for each machine and Python.

export const projectLines = `
accelerate|1.10.1 0.34.2|370/1400|numpy,packaging,psutil,pyyaml,torch,huggingface_hub,safetensors|accelerate|accelerate|Trains models on many devices
aiofiles|24.1.0 23.2.1|15/60||aiofiles||Files for asyncio
aiohappyeyeballs|2.6.1|15/60||aiohappyeyeballs||Connects to the fastest address
aiohttp!|3.12.15 3.9.5 3.8.6|1660/5200|aiohappyeyeballs>=2.5.0,aiosignal>=1.4.0,attrs>=17.3.0,frozenlist>=1.1.1,multidict<7.0,propcache>=0.2.0,yarl<2.0|aiohttp||HTTP client and server for asyncio
aiosignal|1.4.0 1.3.2|8/30|frozenlist>=1.1.0|aiosignal||Signals for asyncio
alembic|1.16.5 1.13.3|240/1200|SQLAlchemy>=1.4.0,Mako,typing-extensions>=4.12|alembic|alembic|Migrations of databases
annotated-types|0.7.0|14/50||annotated_types||Annotations of types
anyio|4.10.0 3.7.1|105/430|idna>=2.8,sniffio>=1.1|anyio||Asynchronous programs on several loops
argon2-cffi|25.1.0|15/50|argon2-cffi-bindings|argon2||Password hashes
argon2-cffi-bindings!|25.1.0|80/220|cffi>=1.0.1|_argon2_cffi_bindings||Password hashes
asgiref|3.9.1 3.8.1 3.7.2|24/90||asgiref||Between synchronous and asynchronous web servers
async-timeout|5.0.1 4.0.3|6/20||async_timeout||Timeouts for asyncio
asyncpg!|0.30.0 0.29.0|3400/9000||asyncpg||PostgreSQL for asyncio
attrs|25.3.0 24.3.0 23.2.0|62/260||attr attrs||Classes without boilerplate
awscli|1.42.20|4500/16000|botocore,docutils,s3transfer,PyYAML,colorama,rsa|awscli|aws|Command line of Amazon's services
bcrypt!|4.3.0 4.2.1 3.2.2|270/680||bcrypt||Password hashes
beautifulsoup4|4.13.5 4.12.3|103/430|soupsieve>1.2,typing-extensions>=4.0.0|bs4||Reads HTML
black|25.1.0 24.10.0|200/1300|click>=8.0.0,mypy-extensions>=0.4.3,packaging>=22.0,pathspec>=0.9.0,platformdirs>=2|black blackd|black|Formats code
blinker|1.9.0 1.8.2|8/30||blinker||Signals
boto3|1.40.21 1.35.99 1.34.162|137/1100|botocore<1.41.0,jmespath<2.0.0,s3transfer<0.14.0|boto3||Amazon's services
botocore|1.40.21 1.35.99|13700/92000|jmespath<2.0.0,python-dateutil<3.0.0,urllib3!=2.2.0|botocore||Amazon's services, low level
cachetools|6.2.0 5.5.2|11/40||cachetools||Caches
celery|5.5.3 5.4.0 5.3.6|428/2900|billiard<5.0,kombu<5.6,vine<6.0,click<9.0,click-didyoumean>=0.3.0,click-repl>=0.2.0,click-plugins>=1.1.1,python-dateutil>=2.8.2|celery|celery|Tasks in the background
billiard|4.2.1|87/400||billiard||Processes for Celery
kombu|5.5.4 5.4.2|206/1100|amqp<6.0.0,vine==5.1.0,tzdata>=2025.2,packaging|kombu||Messages for Celery
amqp|5.3.1|51/220|vine<6.0.0|amqp||AMQP
vine|5.1.0|10/40||vine||Promises
click-didyoumean|0.3.1|4/15|click>=7|click_didyoumean||Suggestions of commands
click-plugins|1.1.1|8/25|click>=4.0|click_plugins||Plug-ins for commands
click-repl|0.3.0|10/40|click>=7.0,prompt-toolkit>=3.0.36|click_repl||Shells of commands
certifi|2025.8.3 2024.12.14 2023.11.17|158/310||certifi||Certificates of authorities
cffi!|1.17.1 1.16.0|466/1400|pycparser|cffi||Calls C
charset-normalizer!|3.4.3 3.3.2|148/420||charset_normalizer|normalizer|Guesses encodings
click|8.2.1 8.1.8 7.1.2|100/420||click||Command lines
colorama|0.4.6|25/90||colorama||Colours in terminals
contourpy!|1.3.3 1.2.1|350/1100|numpy>=1.25|contourpy||Contours
coverage!|7.10.6 7.6.12|240/900||coverage|coverage|Measures which code runs
cryptography!|45.0.7 43.0.3 41.0.7|4300/11500|cffi>=1.14|cryptography||Cryptography
cycler|0.12.1|8/30||cycler||Cycles of styles
datasets|4.0.0 2.21.0|484/2600|numpy,pandas,pyarrow,requests,tqdm,huggingface_hub|datasets|datasets-cli|Data sets
deprecated|1.2.18|10/40|wrapt|deprecated||Marks what is old
distlib|0.4.0|468/1300||distlib||Distributions
dj-database-url|3.0.1 2.3.0|9/30|Django>=4.2|dj_database_url||Databases of Django by URL
Django|5.2.5 5.1.11 5.0.14 4.2.23 3.2.25 2.2.28|8200/34000|asgiref>=3.8.1,sqlparse>=0.3.1|django|django-admin|Web framework with batteries
django-cors-headers|4.7.0 4.4.0|13/50|asgiref>=3.6,Django>=4.2|corsheaders||Other origins for Django
django-environ|0.12.0 0.11.2|20/70||environ||Settings from the environment
djangorestframework|3.16.1 3.15.2 3.14.0|1070/4200|Django>=4.2|rest_framework||Web interfaces with Django
dnspython|2.7.0 2.6.1|313/1400||dns||Name servers
docker|7.1.0 6.1.3|147/640|requests>=2.26.0,urllib3>=1.26.0|docker||Talks to Docker's engine
docutils|0.22 0.19|630/3400||docutils|rst2html|Documents
ecdsa|0.19.1|150/600|six>=1.9.0|ecdsa||Signatures
email-validator|2.3.0 2.2.0|35/130|dnspython>=2.0.0,idna>=2.0.0|email_validator||Checks addresses
Faker|37.6.0|1950/8200|tzdata|faker|faker|Made-up data
fastapi|0.116.1 0.115.14 0.111.1 0.110.3 0.104.1 0.95.2|95/520|starlette<0.48.0,pydantic>=1.7.4,typing-extensions>=4.8.0|fastapi|fastapi|Web interfaces with types
fastapi-cli|0.0.8|11/40|typer>=0.15.1,uvicorn>=0.15.0|fastapi_cli||Commands of FastAPI
filelock|3.19.1 3.13.4|16/60||filelock||Locks
flake8|7.3.0 7.1.2|57/220|mccabe<0.8.0,pycodestyle<2.15.0,pyflakes<3.5.0|flake8|flake8|Checks code
Flask|3.1.2 3.0.3 2.3.3 2.2.5 2.1.3 2.0.3 1.1.4 1.0.4 0.12.5 0.10.1|103/340|blinker>=1.9.0,click>=8.1.3,itsdangerous>=2.2.0,jinja2>=3.1.2,markupsafe>=2.1.1,werkzeug>=3.1.0|flask|flask|Small web framework
Flask-Cors|6.0.1 5.0.1 4.0.2|13/50|flask>=0.9,Werkzeug>=0.7|flask_cors||Other origins for Flask
Flask-Login|0.6.3|17/60|Flask>=1.0.4,Werkzeug>=1.0.1|flask_login||Logging in for Flask
Flask-Migrate|4.1.0 4.0.7|21/70|Flask>=0.9,Flask-SQLAlchemy>=1.0,alembic>=1.9.0|flask_migrate||Migrations for Flask
Flask-RESTful|0.3.10|26/90|aniso8601>=0.82,Flask>=0.8,six>=1.3.0,pytz|flask_restful||Web interfaces with Flask
Flask-SQLAlchemy|3.1.1 2.5.1|25/90|flask>=2.2.5,sqlalchemy>=2.0.16|flask_sqlalchemy||Databases for Flask
aniso8601|10.0.1|52/220||aniso8601||Dates
fonttools!|4.59.2 4.53.1|4900/16000||fontTools|fonttools ttx|Fonts
frozenlist!|1.7.0 1.4.1|235/640||frozenlist||Lists that stay
fsspec|2025.7.0 2024.12.0|200/900||fsspec||File systems
gevent!|25.8.1 24.11.1 23.9.1 21.12.0|2100/12000|greenlet>=3.2.2,zope.event,zope.interface|gevent||Concurrency with light threads
gitpython|3.1.45|208/800|gitdb<5|git||Git repositories
gitdb|4.0.12|62/240|smmap<6|gitdb||Objects of git
smmap|5.0.2|24/90||smmap||Maps of files
google-api-python-client|2.179.0|13700/98000|httplib2,google-auth|googleapiclient||Google's services
google-auth|2.40.3|216/900|cachetools<6.0,pyasn1-modules>=0.2.1,rsa<5|google||Logging in at Google
greenlet!|3.2.4 3.0.3 1.1.3|607/1700||greenlet||Light threads
grpcio!|1.74.0 1.62.3|6200/14000||grpc||Remote calls
gunicorn|23.0.0 22.0.0 21.2.0 20.1.0 19.10.0|85/380|packaging|gunicorn|gunicorn|Web server for Python applications
h11|0.16.0 0.14.0|37/150||h11||HTTP/1.1
h5py!|3.14.0|4900/13000|numpy>=1.19.3|h5py||Files of the kind HDF5
hiredis!|3.2.1|170/380||hiredis||Faster Redis
httpcore|1.0.9|79/320|certifi,h11>=0.16|httpcore||HTTP, low level
httpie|3.2.4|130/720|requests,Pygments,rich,multidict,charset-normalizer|httpie|http https|A friendly HTTP client
httplib2|0.30.0|91/220|pyparsing|httplib2||HTTP client
httptools!|0.6.4|457/1200||httptools||Faster HTTP
httpx|0.28.1 0.27.2 0.24.1|73/290|anyio,certifi,httpcore==1.*,idna|httpx|httpx|HTTP client of the next generation
huggingface-hub|0.34.4 0.24.7|560/2400|filelock,fsspec>=2023.5.0,packaging>=20.9,pyyaml>=5.1,requests,tqdm>=4.42.1,typing-extensions>=3.7.4.3|huggingface_hub|hf|Models and data sets
idna|3.10 2.10|70/330||idna||Names of hosts in all languages
importlib-metadata|8.7.0 4.13.0|27/100|zipp>=3.20|importlib_metadata||Data about packages
iniconfig|2.1.0|6/20||iniconfig||Settings
ipykernel|6.30.1|115/460|ipython>=7.23.1,jupyter-client>=8.0.0,pyzmq>=25,tornado>=6.2|ipykernel||Python for Jupyter
ipython|9.5.0 8.18.1|611/2600|decorator,jedi>=0.16,matplotlib-inline,pexpect>4.3,prompt_toolkit<3.1.0,pygments>=2.4.0,stack_data,traitlets>=5.13.0|IPython|ipython|Interactive Python
decorator|5.2.1|9/30||decorator||Decorators
jedi|0.19.2|1570/8000|parso<0.9.0|jedi||Completion
parso|0.8.5|104/400||parso||Parser
matplotlib-inline|0.1.7|10/30|traitlets|matplotlib_inline||Pictures in Jupyter
pexpect|4.9.0|63/240|ptyprocess>=0.5|pexpect||Drives other programs
ptyprocess|0.7.0|14/50||ptyprocess||Terminals
stack-data|0.6.3|24/90|executing>=1.2.0,asttokens>=2.1.0,pure-eval|stack_data||Frames of a program
executing|2.2.1|28/100||executing||Which code runs
asttokens|3.0.0|26/100||asttokens||Tokens of code
pure-eval|0.2.3|12/40||pure_eval||Safe evaluation
traitlets|5.14.3|85/340||traitlets||Typed attributes
itsdangerous|2.2.0 2.1.2 2.0.1 1.1.0|16/60||itsdangerous||Signed data
Jinja2|3.1.6 3.0.3 2.11.3|134/560|MarkupSafe>=2.0|jinja2||Templates
jmespath|1.0.1 0.10.0|20/80||jmespath|jp.py|Queries in JSON
joblib|1.5.2 1.4.2 1.3.2|308/1600||joblib||Parallel work
jsonschema|4.25.1 4.23.0|90/400|attrs>=22.2.0,jsonschema-specifications>=2023.03.6,referencing>=0.28.4,rpds-py>=0.7.1|jsonschema|jsonschema|Checks JSON
jsonschema-specifications|2025.4.1|18/70|referencing>=0.31.0|jsonschema_specifications||Schemas
referencing|0.36.2|27/100|attrs>=22.2.0,rpds-py>=0.7.0|referencing||References in JSON
rpds-py!|0.27.1|386/1000||rpds||Persistent data
jupyter|1.1.1|3/8|notebook,jupyterlab,ipykernel|jupyter|jupyter|Notebooks
jupyter-client|8.6.3|106/420|jupyter-core>=4.12,python-dateutil>=2.8.2,pyzmq>=23.0,tornado>=6.2,traitlets>=5.3|jupyter_client||Talks to kernels
jupyter-core|5.8.1|29/110|platformdirs>=2.5,traitlets>=5.3|jupyter_core|jupyter|Notebooks
jupyterlab|4.4.6 4.2.5|12300/46000|jupyter-core,tornado>=6.2.0,traitlets,jinja2,ipykernel|jupyterlab|jupyter-lab|Notebooks in a browser
notebook|7.4.5|14300/42000|jupyterlab,tornado>=6.2.0|notebook|jupyter-notebook|Notebooks
keras|3.11.3 2.15.0|1400/7800|numpy,rich,h5py|keras||Neural networks
kiwisolver!|1.4.9 1.4.5|1500/3300||kiwisolver||Constraints
limits|5.5.0|60/260|deprecated>=1.2,packaging>=21|limits||Limits of rates
loguru|0.7.3|62/240||loguru||Logs
lxml!|6.0.1 5.3.2 4.9.4|5200/19000||lxml||XML and HTML
Mako|1.3.10|79/330|MarkupSafe>=0.9.2|mako|mako-render|Templates
markdown|3.8.2|107/500||markdown|markdown_py|Markdown
markdown-it-py|4.0.0 3.0.0|87/380|mdurl~=0.1|markdown_it|markdown-it|Markdown
MarkupSafe!|3.0.2 2.1.5 2.0.1 1.1.1|23/60||markupsafe||Safe text for HTML
matplotlib!|3.10.6 3.8.4 3.7.5|8700/28000|contourpy>=1.0.1,cycler>=0.10,fonttools>=4.22.0,kiwisolver>=1.3.1,numpy>=1.23,packaging>=20.0,pillow>=8,pyparsing>=2.3.1,python-dateutil>=2.7|matplotlib mpl_toolkits||Plots
mccabe|0.7.0|7/20||mccabe||Complexity of code
mdurl|0.1.2|10/40||mdurl||URLs in Markdown
motor|3.7.1 3.3.2|75/300|pymongo<5.0|motor||MongoDB for asyncio
mpmath|1.3.0|536/2600||mpmath||Numbers with any precision
multidict!|6.6.4 6.0.5|246/680||multidict||Dictionaries with several values
mypy!|1.17.1 1.11.2|12700/34000|typing_extensions>=4.6.0,mypy_extensions>=1.0.0,pathspec>=0.9.0|mypy|mypy|Checks types
mypy-extensions|1.1.0|5/15||mypy_extensions||Types
mysql-connector-python!|9.4.0 8.4.0 8.0.33|33900/110000||mysql||MySQL
mysqlclient|2.2.7|92/300||MySQLdb||MySQL
networkx|3.5 3.2.1|2030/9800||networkx||Graphs
nltk|3.9.1|1500/7400|click,joblib,regex>=2021.8.3,tqdm|nltk|nltk|Language
numpy!|2.3.2 2.2.6 1.26.4 1.25.2 1.24.4 1.23.5 1.21.6 1.19.5 1.16.6|16600/62000||numpy|f2py|Arrays
oauthlib|3.3.1|160/700||oauthlib||OAuth
openai|1.107.0 0.28.1|945/5200|anyio<5,distro<2,httpx<1,jiter<1,pydantic<3,sniffio,tqdm>4,typing-extensions<5|openai|openai|Language models
distro|1.9.0|20/70||distro|distro|Which distribution this is
jiter!|0.10.0|352/900||jiter||Fast JSON
opencv-python!|4.12.0.88 4.10.0.84|67000/180000|numpy<2.3.0|cv2||Seeing
opencv-python-headless!|4.12.0.88 4.10.0.84|54000/150000|numpy<2.3.0|cv2||Seeing, without windows
orjson!|3.11.3|133/330||orjson||Fast JSON
packaging|25.0 24.2 23.2|66/280||packaging||Versions of packages
pandas!|2.3.2 2.2.3 2.1.4 2.0.3 1.5.3 0.25.3|12000/62000|numpy>=1.22.4,python-dateutil>=2.8.2,pytz>=2020.1,tzdata>=2022.7|pandas||Tables
paramiko|4.0.0 3.5.1|224/900|bcrypt>=3.2,cryptography>=3.3,pynacl>=1.5|paramiko||SSH
passlib|1.7.4|525/2600||passlib||Password hashes
pathspec|0.12.1|31/120||pathspec||Patterns of paths
peewee|3.18.2|950/2000||peewee||Databases
pika|1.3.2|155/620||pika||RabbitMQ
pillow!|11.3.0 10.4.0 9.5.0|6600/18000||PIL||Pictures
pip|25.3 25.2 25.1.1 25.0.1 24.3.1 24.2 24.1.2 24.0 23.3.2 23.2.1 23.1.2 23.0.1 22.3.1 21.3.1 20.3.4|1760/11400||pip|pip pip3|Installs packages
pipenv|2025.0.4|2700/9800|virtualenv,certifi|pipenv|pipenv|Environments and packages
platformdirs|4.4.0 4.3.8|18/70||platformdirs||Where files belong
playwright!|1.54.0|45500/130000|pyee<14,greenlet<4.0.0|playwright|playwright|Drives browsers
plotly|6.3.0 5.24.1|9800/52000|narwhals>=1.15.1,packaging|plotly||Plots
narwhals|2.3.0|400/1800||narwhals||Tables of several kinds
pluggy|1.6.0|20/70||pluggy||Plug-ins
poetry|2.1.4 1.8.5|276/1100|requests<3.0,virtualenv,platformdirs,tomlkit|poetry|poetry|Projects and their packages
tomlkit|0.13.3|38/160||tomlkit||TOML
prettytable|3.16.0|33/120|wcwidth|prettytable||Tables as text
prometheus-client|0.22.1 0.20.0|58/250||prometheus_client||Metrics
prompt-toolkit|3.0.52|391/1700|wcwidth|prompt_toolkit||Line editing
propcache!|0.3.2|213/580||propcache||Cached properties
protobuf|6.32.0 5.29.5 4.25.8 3.20.3|322/1200||google||Protocol Buffers
psutil!|7.0.0 6.1.1 5.9.8|278/1100||psutil||Processes and machine
psycopg|3.2.9 3.1.20|202/900|typing-extensions>=4.6|psycopg||PostgreSQL
psycopg-binary!|3.2.9|4400/11000||psycopg_binary||PostgreSQL, compiled
psycopg2|2.9.10 2.8.6|385/900||psycopg2||PostgreSQL, from source
psycopg2-binary!|2.9.10 2.8.6|3000/9000||psycopg2||PostgreSQL
pyarrow!|21.0.0 16.1.0|42800/150000||pyarrow||Columns of data
pyasn1|0.6.1|83/420||pyasn1||ASN.1
pyasn1-modules|0.4.2|181/1100|pyasn1<0.7.0|pyasn1_modules||ASN.1
pycodestyle|2.14.0 2.12.1|31/110||pycodestyle|pycodestyle|Style of code
pycparser|2.22|118/560||pycparser||Parser of C
pycryptodome!|3.23.0|2300/7200||Crypto||Cryptography
pydantic|2.11.7 2.10.6 2.9.2 2.5.3 1.10.22|444/2100|annotated-types>=0.6.0,pydantic-core,typing-extensions>=4.12.2,typing-inspection>=0.4.0|pydantic||Data with types
pydantic-core!|2.33.2|2000/4700|typing-extensions>=4.6.0|pydantic_core||Data with types, compiled
pydantic-settings|2.10.1 2.7.1|45/190|pydantic>=2.7.0,python-dotenv>=0.21.0,typing-inspection>=0.4.0|pydantic_settings||Settings with types
pyee|13.0.0|16/60|typing-extensions|pyee||Events
pyflakes|3.4.0 3.2.0|63/260||pyflakes|pyflakes|Finds mistakes
Pygments|2.19.2 2.18.0|1200/4900||pygments|pygmentize|Colours of code
PyJWT|2.10.1 2.9.0|23/90||jwt||Tokens
pylint|3.3.8|523/2300|astroid<3.4,colorama>=0.4.5,isort<7,mccabe<0.8,platformdirs>=2.2,tomlkit>=0.10.1|pylint|pylint|Checks code
astroid|3.3.11|275/1100||astroid||Trees of code
isort|6.0.1|94/400||isort|isort|Sorts imports
pymongo!|4.14.1 4.10.1 4.6.3 3.13.0|1700/6200|dnspython<3.0.0|pymongo bson gridfs||MongoDB
PyMySQL|1.1.2 1.0.3|45/180||pymysql||MySQL
PyNaCl!|1.5.0|857/2100|cffi>=1.4.1|nacl||Cryptography
pyparsing|3.2.3 3.1.4|111/480||pyparsing||Grammars
pyserial|3.5|91/380||serial||Serial ports
pytest|8.4.1 8.3.5 7.4.4|365/1500|iniconfig>=1,packaging>=20,pluggy<2,pygments>=2.7.2|pytest _pytest|pytest py.test|Tests
pytest-asyncio|1.1.0|16/60|pytest<9|pytest_asyncio||Tests of asyncio
pytest-cov|6.2.1 5.0.0|24/90|coverage>=7.5,pluggy>=1.2,pytest>=6.2.5|pytest_cov||Coverage of tests
python-dateutil|2.9.0 2.8.2|230/1000|six>=1.5|dateutil||Dates
python-decouple|3.8|10/30||decouple||Settings
python-dotenv|1.1.1 1.0.1 0.21.1|20/80||dotenv|dotenv|Settings from .env
python-jose|3.5.0 3.3.0|34/130|ecdsa!=0.15,rsa!=4.4,pyasn1>=0.5.0|jose||Tokens
python-multipart|0.0.20 0.0.9|24/90||multipart||Forms
pytz|2025.2 2024.2 2023.4|509/2700||pytz||Time zones
PyYAML!|6.0.2 5.4.1|767/2300||yaml||YAML
pyzmq!|27.0.2|840/2400||zmq||ZeroMQ
redis|6.4.0 5.2.1 5.0.8 4.6.0 3.5.3|279/1300||redis||Redis
regex!|2025.7.34 2024.11.6|800/2200||regex||Regular expressions
requests|2.32.5 2.31.0 2.28.2 2.27.1 2.25.1|65/270|charset_normalizer<4,idna<4,urllib3<3,certifi>=2017.4.17|requests||HTTP for people
requests-oauthlib|2.0.0|24/90|oauthlib>=3.0.0,requests>=2.0.0|requests_oauthlib||OAuth
rich|14.1.0 13.9.4|243/1200|markdown-it-py>=2.2.0,pygments<3.0.0|rich||Colours in terminals
rsa|4.9.1|35/140|pyasn1>=0.1.3|rsa||Signatures
ruff!|0.12.11|13200/36000||ruff|ruff|Checks code fast
s3transfer|0.13.1 0.10.4|85/370|botocore<2.0a.0|s3transfer||Files in S3
safetensors!|0.6.2|486/1200||safetensors||Numbers in files
scikit-learn!|1.7.1 1.5.2 1.3.2 1.0.2 0.24.2|9700/36000|numpy>=1.22.0,scipy>=1.8.0,joblib>=1.2.0,threadpoolctl>=3.1.0|sklearn||Learning from data
scipy!|1.16.1 1.14.1 1.11.4 1.7.3 1.2.3|35200/108000|numpy<2.6|scipy||Science
seaborn|0.13.2|295/1300|numpy>=1.20,pandas>=1.2,matplotlib!=3.6.1|seaborn||Plots of statistics
selenium|4.35.0|9600/18000|urllib3<3.0,trio~=0.30.0,certifi>=2025.6.15,typing_extensions~=4.14.0|selenium||Drives browsers
trio|0.30.0|499/2000|attrs>=23.2.0,sortedcontainers,idna,outcome,sniffio>=1.3.0|trio||Asynchronous programs
outcome|1.3.0|11/40|attrs>=19.2.0|outcome||Results
sortedcontainers|2.4.0|29/120||sortedcontainers||Sorted data
sentry-sdk|2.35.1|356/1600|urllib3>=1.26.11,certifi|sentry_sdk||Reports errors
setuptools|80.9.0 75.8.2 70.3.0 69.5.1 68.2.2 65.5.1 58.1.0|1200/3900||setuptools pkg_resources||Builds packages
six|1.17.0 1.16.0|11/40||six||Python 2 and 3
slowapi|0.1.9|14/50|limits>=2.3|slowapi||Limits of rates
sniffio|1.3.1|10/30||sniffio||Which loop runs
soupsieve|2.8|36/140||soupsieve||Selectors
SQLAlchemy!|2.0.43 1.4.54|3200/13000|greenlet>=1,typing-extensions>=4.6.0|sqlalchemy||Databases
sqlmodel|0.0.24|28/110|SQLAlchemy<2.1.0,pydantic<3.0.0|sqlmodel||Databases with types
sqlparse|0.5.3 0.4.4|43/190||sqlparse|sqlformat|Parser of SQL
starlette|0.47.3 0.46.2 0.37.2|71/310|anyio<5|starlette||Web framework for ASGI
statsmodels!|0.14.5|10300/38000|numpy<3,scipy!=1.9.2,pandas!=2.1.0,patsy>=0.5.6|statsmodels||Statistics
patsy|1.0.1|227/900|numpy>=1.4|patsy||Models
streamlit|1.49.0 1.38.0|9800/36000|click<9,numpy<3,pandas<3,pillow<12,pyarrow>=7.0,requests<3,tornado<7,protobuf<7|streamlit|streamlit|Data in a browser
supervisor|4.2.5 4.3.0|312/1400|setuptools|supervisor|supervisord supervisorctl|Supervises processes
sympy|1.14.0|6100/32000|mpmath<1.4|sympy|isympy|Symbols
tabulate|0.9.0|34/130||tabulate|tabulate|Tables as text
tenacity|9.1.2 8.5.0|28/110||tenacity||Tries again
tensorflow!|2.20.0 2.16.2 2.15.1|606000/1890000|keras>=3.10.0,numpy>=1.26.0,protobuf>=5.28.0,h5py>=3.11.0,requests<3,six>=1.12.0,grpcio<2.0|tensorflow|saved_model_cli|Neural networks
threadpoolctl|3.6.0|18/70||threadpoolctl||Threads of libraries
tokenizers!|0.22.0|3200/8600|huggingface-hub<2.0|tokenizers||Words for models
toml|0.10.2|16/60||toml||TOML
tomli|2.2.1|14/50||tomli||TOML
torch!|2.8.0 2.4.1 2.1.2|867000/1720000|filelock,typing-extensions>=4.10.0,setuptools,sympy>=1.13.3,networkx,jinja2,fsspec|torch|torchrun|Neural networks
torchvision!|0.23.0 0.19.1|8200/21000|numpy,torch,pillow!=8.3.*|torchvision||Seeing with torch
tornado!|6.5.2 6.4.2|430/1800||tornado||Web server
tqdm|4.67.1|77/320||tqdm|tqdm|Progress bars
transformers|4.55.4 4.41.2|11000/92000|filelock,huggingface-hub<1.0,numpy>=1.17,packaging>=20.0,pyyaml>=5.1,regex,requests,tokenizers<0.23,safetensors>=0.4.3,tqdm>=4.27|transformers|transformers|Language models
typer|0.17.3 0.12.5|45/200|click>=8.0.0,typing-extensions>=3.7.4.3,shellingham>=1.3.0,rich>=10.11.0|typer|typer|Command lines with types
shellingham|1.5.4|10/30||shellingham||Which shell runs
typing-extensions|4.15.0 4.12.2 4.7.1|43/180||typing_extensions||Types of newer Pythons
typing-inspection|0.4.1|14/50|typing-extensions>=4.12.0|typing_inspection||Types at run time
tzdata|2025.2 2024.2|340/1500||tzdata||Time zones
ujson!|5.11.0 5.7.0|55/140||ujson||Fast JSON
urllib3|2.5.0 2.2.3 1.26.20|127/540||urllib3||HTTP client
uv!|0.8.14|18000/49000||uv|uv uvx|Packages, fast
uvicorn|0.35.0 0.34.3 0.30.6 0.24.0 0.22.0|65/270|click>=7.0,h11>=0.8|uvicorn|uvicorn|Web server for ASGI
uvloop!|0.21.0|4500/14000||uvloop||Fast loop for asyncio
virtualenv|20.34.0|5900/9800|distlib<1,filelock<4,platformdirs<5|virtualenv|virtualenv|Environments
waitress|3.0.2 2.1.2|55/240||waitress|waitress-serve|Web server
watchdog!|6.0.0 4.0.2|77/320||watchdog|watchmedo|Watches files
watchfiles!|1.1.0|443/1100|anyio>=3.0.0|watchfiles|watchfiles|Watches files
wcwidth|0.2.13|33/140||wcwidth||Width of characters
websocket-client|1.8.0|57/230||websocket|wsdump|Web sockets
websockets!|15.0.1 12.0|178/760||websockets||Web sockets
Werkzeug|3.1.3 3.0.6 2.3.8 2.2.3 2.0.3 1.0.1|219/960|MarkupSafe>=2.1.1|werkzeug||Tools for web applications
wheel|0.45.1 0.44.0 0.43.0 0.40.0|71/320||wheel|wheel|Builds wheels
whitenoise|6.9.0 6.7.0|20/70||whitenoise||Static files
wrapt!|1.17.3|86/230||wrapt||Wraps functions
xgboost!|3.0.4 2.1.4|120000/270000|numpy,scipy|xgboost||Learning from data
yarl!|1.20.1 1.9.4|340/980|idna>=2.0,multidict>=4.0,propcache>=0.2.1|yarl||URLs
zipp|3.23.0|10/40||zipp||Zip files
zope.event|5.1.1|7/20||zope||Events
zope.interface!|7.2|259/900||zope||Interfaces
`;
