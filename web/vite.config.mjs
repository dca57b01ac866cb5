import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// The browsers inside older WeChat versions understand no more than this.
const BROWSERS = ['chrome87', 'safari14'];

export default defineConfig({
  root: here('.'),
  plugins: [vue(), Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  define: { __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: BROWSERS,
    cssTarget: BROWSERS,
    rolldownOptions: {
      input: { chat: here('chat/index.html'), console: here('console/index.html'), h5: here('h5/index.html') },
    },
  },
});
