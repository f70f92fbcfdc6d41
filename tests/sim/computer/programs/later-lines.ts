// Command lines of programs that are loaded when first run, recorded as those of lines.ts are.

/** A line with a makefile. */
const make = (text: string, rest: string): string => `printf '${text}' > Makefile; ${rest}`;

const makeLines: readonly string[] = [
  'make',
  'make x',
  'make -f nope',
  'make -C nodir',
  'make --version | head -1',
  make('all:\\n\\techo hi\\n', 'make'),
  make('all:\\n\\t@echo hi\\n', 'make; make all; make nope'),
  make('all: a b\\n\\t@echo done\\na b:\\n\\ttouch $@\\n', 'make; make; ls'),
  make('out: in\\n\\tcp $< $@\\nin:\\n\\techo data > $@\\n', 'make; make; make in'),
  make('all:\\n\\tfalse\\n\\techo no\\n', 'make; echo $?'),
  make('all:\\n\\t-false\\n\\techo yes\\n', 'make'),
  make('all:\\n\\t@exit 3\\n', 'make; make -k; make -i'),
  make('all:\\n\\tnosuchprogram x\\n', 'make'),
  make('all:\\n\\tnosuchprogram "x"\\n', 'make'),
  make('all:\\n        echo x\\n', 'make'),
  make('all\\n', 'make'),
  make('\\techo x\\n', 'make'),
  make(
    'A = 1\\nB := $(A)2\\nA = 3\\nC ?= 4\\nA += 5\\nall:\\n\\t@echo $(A) $(B) $(C) ${A}\\n',
    'make; make A=9; C=env make; make C:=x',
  ),
  make(
    '.PHONY: all clean\\nall: build\\nbuild:\\n\\tmkdir -p build\\nclean:\\n\\trm -rf build\\n',
    'make; make; make clean; make -n; make -s',
  ),
  make('all: missing\\n', 'make; make -k'),
  make('all:\\n', 'make'),
  make('all: fruit.txt\\n', 'make; make fruit.txt'),
  make(
    'SRC = a.c b.c\\nOBJ = $(SRC:.c=.o)\\n%%.o: %%.c\\n\\techo CC $< > $@\\nprog: $(OBJ)\\n\\tcat $^ > $@\\n',
    'touch a.c b.c; make; cat prog; make; touch -d 2001-01-01 prog; make; make',
  ),
  make(
    'all:\\n\\t@echo $(words a b c) $(word 2,a b c) $(subst a,b,banana) $(patsubst %%.c,%%.o,x.c y.h) $(filter %%.c,a.c b.h) $(filter-out %%.c,a.c b.h) $(sort c a b a) $(strip  a   b )\\n',
    'make',
  ),
  make(
    'all:\\n\\t@echo $(dir a/b c) $(notdir a/b c) $(basename a.c b.d/e) $(suffix a.c b) $(addprefix x,a b) $(addsuffix .o,a b) $(join a b,1 2) $(firstword a b) $(lastword a b) $(wordlist 2,3,a b c d)\\n',
    'make',
  ),
  make('X = $(shell echo hi; echo there)\\nall:\\n\\t@echo $(X) $(wildcard *.txt)\\n', 'make'),
  make(
    'f $(1)-$(2)]\\nall:\\n\\t@echo "$(call f,a,b)" $(foreach x,1 2 3,n$(x)) $(if a,yes,no) $(if ,yes,no) $(or ,b) $(and a,b)\\n',
    'make',
  ),
  make(
    'ifeq ($(MODE),prod)\\nX=production\\nelse ifeq ($(MODE),test)\\nX=testing\\nelse\\nX=development\\nendif\\nall:\\n\\t@echo $(X)\\n',
    'make; make MODE=prod; make MODE=test',
  ),
  make('ifdef DEBUG\\nF=-g\\nendif\\nifndef DEBUG\\nF=-O\\nendif\\nall:\\n\\t@echo $(F)\\n', 'make; make DEBUG=1'),
  make('define script\\necho one\\necho two\\nendef\\nall:\\n\\t$(script)\\n', 'make'),
  make('all:\\n\\t@for i in 1 2; do \\\\\\n\\t  echo $$i; \\\\\\n\\tdone\\n', 'make'),
  make('all:\\n\\tcd src && pwd | xargs basename\\n\\tls src\\n', 'make'),
  make(
    'all:\\n\\t$(MAKE) -C sub\\n',
    'mkdir sub; printf "all:\\n\\techo in sub\\n" > sub/Makefile; make | sed "s=/.*/=/="; make -n | sed "s=/.*/=/="; make --no-print-directory',
  ),
  make('all:\\n\\techo hi\\n', 'mkdir sub; cp Makefile sub; make -C sub | sed "s=/.*/=/="; make -sC sub'),
  make('export NAME=Ann\\nX=no\\nall:\\n\\t@echo $$NAME [$$X]\\n', 'make; make X=yes'),
  make('include inc.mk\\nall:\\n\\t@echo $(V)\\n', 'make; echo V=5 > inc.mk; make'),
  make('V =\\n-include inc.mk\\nall:\\n\\t@echo [$(V)]\\n', 'make'),
  make('all: a\\n\\t@echo all\\na: b\\n\\t@echo a\\nb: a\\n\\t@echo b\\n', 'make'),
  make('a:\\n\\t@echo 1\\na:\\n\\t@echo 2\\n', 'make'),
  make('all: | dir\\n\\t@echo $|\\ndir:\\n\\tmkdir dir\\n', 'make; make'),
  make('prog: VAR=x\\nprog: dep\\n\\t@echo $(VAR)\\ndep:\\n\\t@echo dep $(VAR)\\n', 'make; make dep'),
  make('$(error stop here)\\nall:\\n', 'make'),
  make('$(warning careful)\\n$(info note)\\nall:;@echo hi\\n', 'make'),
  make('# comment\\nall: # more\\n\\t# in recipe\\n\\techo "a # b" # c\\n', 'make'),
  make(
    'help: ## Show this\\n\\t@grep -E "^[a-z]+:.*##" $(MAKEFILE_LIST) | sed "s/:.*## / - /"\\nrun: ## Run it\\n\\techo run\\n',
    'make',
  ),
  make('a b: c\\n\\techo $@ $? $+\\nc:\\n\\ttouch c\\n', 'make; make b; make b'),
  make('all: a b\\na:\\n\\tfalse\\nb:\\n\\techo b\\n', 'make; make -k; echo $?'),
  make('all:\\n\\ttouch all\\n', 'make; make; make -B; make -q; echo $?; rm all; make -q; echo $?; make -t; ls all'),
  make('x.o y.o: %%.o: %%.c\\n\\techo $* $< $@\\n', 'touch x.c y.c; make; make y.o'),
  make(
    'V := $(origin V) $(origin HOME) $(origin CC) $(flavor V)\\nall:\\n\\t@echo $(V) $(origin V)\\n',
    'make; make V=3',
  ),
  make('all:\\n\\techo $(@D) $(@F) $(<F)\\n', 'make'),
  make('d/x: fruit.txt\\n\\t@echo $(@D) $(@F) $(<F) $(^D)\\n', 'make'),
  make('hello: hello.c\\n', 'touch hello.c; make -n'),
  'touch hello.c; make -n hello',
  make('CFLAGS=-Wall\\nall: main.o util.o\\n\\t$(CC) -o app $^\\n', 'touch main.c util.c; make -n'),
  make('A=$(B)\\nB=$(A)\\nall:\\n\\techo $(A)\\n', 'make'),
  make('all:\\n\\techo $(X\\n', 'make'),
  make('all: ; echo inline\\n', 'make'),
  make('.DEFAULT_GOAL := second\\nfirst:\\n\\t@echo 1\\nsecond:\\n\\t@echo 2\\n', 'make'),
  make('.SILENT:\\nall:\\n\\techo quiet\\n', 'make'),
  make(
    'IMAGE ?= app\\nTAG ?= $(shell echo v1)\\n.PHONY: build\\nbuild:\\n\\t@echo docker build -t $(IMAGE):$(TAG) .\\n',
    'make build; make build IMAGE=web TAG=2; make build -n',
  ),
  make('endif\\n', 'make'),
  make('ifeq (a,a)\\nall:\\n', 'make'),
  'make -Z 2>&1 | head -1',
  'make -j4 x',
  make('all: a b c\\na b c:\\n\\t@echo $@\\n', 'make -j 4 a; make -j2 b'),
];

/** `both`: recorded from GNU's tools and from busybox; otherwise only from one of them. */
export const laterLines: {
  readonly both: readonly string[];
  readonly gnu: readonly string[];
  readonly busybox: readonly string[];
} = {
  both: [],
  gnu: [...makeLines],
  busybox: [],
};
