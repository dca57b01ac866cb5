import { createApp } from 'vue';
import '../shared/theme.css';
import 'vant/es/style/base.css';
import 'vant/es/loading/index.css';
import 'vant/es/button/index.css';
import './vant-theme.css';
import './h5.css';
import H5App from './H5App.vue';

createApp(H5App).mount('#app');
