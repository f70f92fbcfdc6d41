// The parse tree of a template, and how Go writes its nodes back as text in error messages.

export type Node =
  TextNode | ActionNode | BranchNode | TemplateNode | { readonly kind: 'break' | 'continue'; readonly at: number };

export interface TextNode {
  readonly kind: 'text';
  readonly at: number;
  readonly text: string;
}

export interface ActionNode {
  readonly kind: 'action';
  readonly at: number;
  readonly pipe: PipeNode;
}

export interface BranchNode {
  readonly kind: 'if' | 'range' | 'with';
  readonly at: number;
  readonly pipe: PipeNode;
  readonly list: readonly Node[];
  readonly otherwise: readonly Node[] | undefined;
}

export interface TemplateNode {
  readonly kind: 'template';
  readonly at: number;
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

export interface PipeNode {
  readonly kind: 'pipe';
  readonly at: number;
  readonly assigns: boolean;
  readonly variables: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}

export interface CommandNode {
  readonly kind: 'command';
  readonly at: number;
  readonly args: readonly Operand[];
}

export interface VariableNode {
  readonly kind: 'variable';
  readonly at: number;
  /** `$x` and the fields after it. */
  readonly path: readonly string[];
}

export type Operand =
  | VariableNode
  | PipeNode
  | { readonly kind: 'field'; readonly at: number; readonly path: readonly string[] }
  | { readonly kind: 'chain'; readonly at: number; readonly node: Operand; readonly path: readonly string[] }
  | { readonly kind: 'identifier'; readonly at: number; readonly name: string }
  | { readonly kind: 'dot' | 'nil'; readonly at: number }
  | { readonly kind: 'bool'; readonly at: number; readonly value: boolean }
  | { readonly kind: 'string'; readonly at: number; readonly source: string; readonly value: string }
  | {
      readonly kind: 'number';
      readonly at: number;
      readonly source: string;
      readonly value: number;
      readonly float: boolean;
    };

/** The node as Go prints it. */
export function showNode(node: Operand | CommandNode | Node): string {
  switch (node.kind) {
    case 'field':
      return node.path.map((name) => `.${name}`).join('');
    case 'variable':
      return node.path.join('.');
    case 'chain':
      return `${node.node.kind === 'pipe' ? `(${showNode(node.node)})` : showNode(node.node)}${node.path.map((name) => `.${name}`).join('')}`;
    case 'identifier':
      return node.name;
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'string':
    case 'number':
      return node.source;
    case 'command':
      return node.args.map((arg) => (arg.kind === 'pipe' ? `(${showNode(arg)})` : showNode(arg))).join(' ');
    case 'pipe': {
      const variables = node.variables.map((variable) => variable.path.join('.')).join(', ');
      const declared = variables === '' ? '' : `${variables} ${node.assigns ? '=' : ':='} `;
      return declared + node.commands.map((command) => showNode(command)).join(' | ');
    }
    case 'action':
      return `{{${showNode(node.pipe)}}}`;
    case 'text':
      return node.text;
    case 'template':
      return `{{template ${JSON.stringify(node.name)}${node.pipe ? ` ${showNode(node.pipe)}` : ''}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'if':
    case 'range':
    case 'with':
      return `{{${node.kind} ${showNode(node.pipe)}}}…{{end}}`;
  }
}
