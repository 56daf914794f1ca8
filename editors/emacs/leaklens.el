;;; leaklens.el --- LeakLens for Eglot  -*- lexical-binding: t; -*-

;; Version: 0.2.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Starts `leaklens lsp --stdio' for Go files.  Findings are Flymake diagnostics, their evidence is in ElDoc, fixes
;; are code actions (`eglot-code-actions').  Eglot runs one server a buffer: beside gopls this needs a multiplexer.
;;
;;   (require 'leaklens)
;;   (setq leaklens-targets '("http://localhost:6060"))
;;   (add-hook 'go-mode-hook #'eglot-ensure)

;;; Code:

(require 'eglot)

(defgroup leaklens nil "Leaks of running services on the source line." :group 'tools)

(defcustom leaklens-command '("leaklens" "lsp" "--stdio")
  "The language server."
  :type '(repeat string))

(defcustom leaklens-targets nil
  "Addresses of the services to connect to at the start."
  :type '(repeat string))

(defclass leaklens-server (eglot-lsp-server) () :documentation "The language server of LeakLens.")

(cl-defmethod eglot-initialization-options ((_server leaklens-server))
  "Name the services to connect to."
  (list :targets (vconcat (mapcar (lambda (url) (list :url url)) leaklens-targets))))

(add-to-list 'eglot-server-programs
             `((go-mode go-ts-mode erlang-mode elixir-mode elixir-ts-mode) . ,(lambda (&rest _) (cons 'leaklens-server leaklens-command))))

(defun leaklens--execute (command &rest arguments)
  "Run COMMAND of the server with ARGUMENTS; what comes of it is a message of the server's."
  (jsonrpc-request (eglot--current-server-or-lose) :workspace/executeCommand
                   (list :command command :arguments (vconcat arguments))))

;;;###autoload
(defun leaklens-connect (url)
  "Connect to the service at URL."
  (interactive (list (read-string "Address of the service: " "http://localhost:6060")))
  (leaklens--execute "leaklens.connect" url))

;;;###autoload
(defun leaklens-disconnect () "Let go of all services." (interactive) (leaklens--execute "leaklens.disconnect"))

;;;###autoload
(defun leaklens-targets () "Say what is connected." (interactive) (leaklens--execute "leaklens.targets"))

;;;###autoload
(defun leaklens-refresh () "Ask the services now." (interactive) (leaklens--execute "leaklens.refresh"))

;;;###autoload
(defun leaklens-capture () "Capture a snapshot." (interactive) (leaklens--execute "leaklens.capture"))

;;;###autoload
(defun leaklens-set-baseline ()
  "Take what is found now for normal."
  (interactive)
  (leaklens--execute "leaklens.setBaseline"))

(provide 'leaklens)
;;; leaklens.el ends here
