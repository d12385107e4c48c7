"""From the call to the accepted application: 公募, 事前確認, 下書き, 提出, 形式審査, 補正, 受理, 取下げ."""
