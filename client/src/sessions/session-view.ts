import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type TreeDataProvider,
} from 'vscode';
import type { SessionNode } from './session-tree.ts';

/** The view of sessions, as the manifest names it. */
const VIEW = 'keyless.sessions';

/** The view of sessions in VS Code. */
export interface SessionView {
  /** Whether a person can see it. */
  readonly isVisible: () => boolean;
  /** Asks for the lines anew. */
  readonly draw: () => void;
  readonly dispose: () => void;
}

const ICONS: Readonly<Record<SessionNode['look'], readonly [icon: string, color?: string]>> = {
  live: ['pass', 'testing.iconPassed'],
  soon: ['watch', 'list.warningForeground'],
  ended: ['circle-slash', 'disabledForeground'],
  corrupt: ['error', 'list.errorForeground'],
  absent: ['circle-outline'],
  unknown: ['question'],
  problem: ['warning', 'list.warningForeground'],
  source: ['key'],
};

/**
 * @param nodes the lines at the moment
 * @param onVisible called when the view comes into sight or goes out of it
 */
export function createSessionView(nodes: () => readonly SessionNode[], onVisible: () => void): SessionView {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<SessionNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node ? node.children : nodes())],
    getTreeItem: itemOf,
  };
  const view = window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  const visibility = view.onDidChangeVisibility(onVisible);
  return {
    isVisible: () => view.visible,
    draw: () => {
      changed.fire();
    },
    dispose: () => {
      visibility.dispose();
      view.dispose();
      changed.dispose();
    },
  };
}

function itemOf(node: SessionNode): TreeItem {
  const [icon, color] = ICONS[node.look];
  const state = node.children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
  const item = new TreeItem(node.label, state);
  item.id = node.id;
  item.description = node.description;
  item.tooltip = node.tooltip;
  item.contextValue = node.context;
  item.iconPath = new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
  return item;
}
