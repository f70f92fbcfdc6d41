from gunicorn.app.wsgiapp import run as main

if __name__ == '__main__':
    main()
