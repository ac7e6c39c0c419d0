import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** The words of a declaration; other tests read them. */
const PROSE = new Set(['title', 'message', 'meaning', 'fix', 'source']);

function isProse(path) {
  if (path.isObjectProperty()) return PROSE.has(path.node.key.name);
  return path.isVariableDeclarator() && path.parentPath.parentPath.isProgram() && isText(path.node.init);
}

function isText(node) {
  return node?.type === 'StringLiteral' || node?.type === 'TemplateLiteral';
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'prose', {
    shouldIgnore: (path) => (isProse(path) ? 'prose' : undefined),
  }),
];
